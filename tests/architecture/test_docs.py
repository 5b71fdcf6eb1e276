"""The tables in docs/rules are what the code says today, and leave nothing out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Capability, Role
from cases.enums import Verdict
from reports.measures import COUNTS, STAGES
from victims.enums import DeadlineKind
from vlu.management.commands.load_reference_data import read
from vlu.rule_tables import TABLES, cases
from vlu.rule_tables.errors import all_errors

PROJECT = Path(__file__).resolve().parent.parent.parent
RULES = PROJECT / "docs" / "rules"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_committed_table_is_current(name: str) -> None:
    assert (RULES / f"{name}.md").read_text() == TABLES[name](), (
        f"docs/rules/{name}.md is out of date: python manage.py print_rules {name} > docs/rules/{name}.md"
    )


def test_every_file_of_rules_is_printed_from_code() -> None:
    assert {file.stem for file in RULES.glob("*.md")} == set(TABLES)


def test_every_role_and_every_capability_stands_in_the_table_of_roles() -> None:
    table = TABLES["roles"]()

    assert all(role.label in table for role in Role)
    assert all(f"| {capability.label} |" in table for capability in Capability)


def test_every_rule_code_and_every_verdict_stands_in_the_table_of_eligibility() -> None:
    source = (PROJECT / "cases" / "rules" / "eligibility_steps.py").read_text()
    table = TABLES["eligibility"]()

    assert set(re.findall(r'"(V\d+)"', source)) == set(cases.RULES)
    assert all(f"| `{verdict}` |" in table for verdict in Verdict)


def test_every_rule_is_shown_with_a_case_worked_by_hand() -> None:
    used = {answer.rule.split("/")[0] for _, answer in cases.answers()}

    assert used == set(cases.RULES)


def test_every_verdict_of_a_worked_case_is_named_beside_its_rule() -> None:
    lines = {line.split(" | ")[0].strip("| "): line for line in TABLES["eligibility"]().splitlines()}

    assert all(f"`{answer.verdict}`" in lines[answer.rule.split("/")[0]] for _, answer in cases.answers())


def test_every_kind_of_deadline_stands_in_the_table_of_deadlines() -> None:
    table = TABLES["deadlines"]()

    assert all(f"| `{kind}` {kind.label} |" in table for kind in DeadlineKind)


def test_every_step_of_the_ladder_stands_in_the_table_of_reminders() -> None:
    table = TABLES["reminders"]()

    assert all(f"| `{step['code']}` " in table for step in read("reminder_ladder"))


def test_every_verb_that_an_action_registers_stands_in_the_table_of_verbs() -> None:
    packages = ("accounts", "cases", "victims", "notifications", "reports")
    sources = [path.read_text() for package in packages for path in (PROJECT / package).rglob("*.py")]
    registered = {code for source in sources for code in re.findall(r'= (?:audit\.)?verb\(\s*"([\w.]+)"', source)}

    assert registered == set(re.findall(r"^\| `([\w.]+)` \|", TABLES["audit_verbs"](), flags=re.MULTILINE))


def test_every_error_stands_in_the_table_of_errors_under_a_code_of_its_own() -> None:
    table = TABLES["errors"]()
    codes = [error.code for error in all_errors()]

    assert all(f"| `{code}` |" in table for code in codes)
    assert len(codes) == len(set(codes)) > 10


def test_every_published_figure_stands_in_the_table_of_measures() -> None:
    table = TABLES["measures"]()

    assert all(f"| {measure.name} | {measure.numerator} |" in table for measure in (*COUNTS, *STAGES))


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(CommandError, match=r"There is no table weather\. There are: .*roles"):
        call_command("print_rules", "weather")
