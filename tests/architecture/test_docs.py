"""The tables in docs/rules are what the code says today."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Capability, Role
from vlu.management.commands.print_rules import TABLES

RULES = Path(__file__).resolve().parent.parent.parent / "docs" / "rules"


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


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(CommandError, match=r"There is no table weather\. There are: .*roles"):
        call_command("print_rules", "weather")
