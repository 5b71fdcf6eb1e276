"""The sample in the repository: exactly what comes of its 200 results."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from bench.court_sample import sample
from cases.models import Case, Offender
from tests.victims.intake.caseload_files import rows_of_every_table
from tests.victims.intake.court_files import SAMPLE, result, units_for
from victims.models import CourtResult, ReferralRequest

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> dict[str, object]:
    out = StringIO()
    call_command("import_court_results", str(SAMPLE), "--json", *arguments, stdout=out)
    said: dict[str, object] = json.loads(out.getvalue())
    return said


def test_the_sample_is_what_its_script_makes() -> None:
    assert SAMPLE.read_bytes() == sample()


def test_what_comes_of_the_sample(friday: datetime) -> None:
    units_for("Kent", "Surrey", "Sussex", "Metropolitan")
    assert run() == {"rows": 200, "created": 192, "unchanged": 0, "held": 8, "errors": []}

    rows = CourtResult.objects.values_list("state", "verdict")
    assert Counter(f"{state} {verdict}".strip() for state, verdict in rows) == {
        "opened STATUTORY_VCS": 93,
        "opened STATUTORY_HOSPITAL_RESTRICTED": 2,
        "opened STATUTORY_HOSPITAL_UNRESTRICTED": 1,
        "opened VNS": 38,
        "opened PROPOSE_DISCRETIONARY": 14,
        "changed PROPOSE_DISCRETIONARY": 2,
        "no_action NOT_ELIGIBLE": 41,
        "no_action": 1,
        "held": 8,
    }
    held = {row.result_id: row.held_for for row in CourtResult.objects.filter(state="held")}
    assert held == {
        "S-001": ["person_doubt"],  # with S-032: one number, two dates of birth
        "S-017": ["offence_unknown"],
        "S-019": ["court_unknown"],
        "S-021": ["person_alike"],
        "S-026": ["harmed_is_defendant"],
        "S-030": ["withdrawn"],
        "S-031": ["force_unknown"],
        "S-032": ["person_doubt"],
    }
    assert (Case.objects.count(), Offender.objects.count(), ReferralRequest.objects.count()) == (97, 90, 113)
    assert result("S-011").verdict == "STATUTORY_VCS"  # the suspended sentence of S-010, activated


def test_the_sample_again_changes_nothing_and_a_dry_run_writes_nothing(friday: datetime) -> None:
    units_for("Kent", "Surrey", "Sussex", "Metropolitan")
    empty = rows_of_every_table()
    assert run("--dry-run") == {"rows": 200, "created": 192, "unchanged": 0, "held": 8, "errors": []}
    assert rows_of_every_table() == empty
    run()
    before = rows_of_every_table()
    assert run() == {"rows": 200, "created": 0, "unchanged": 200, "held": 0, "errors": []}
    assert rows_of_every_table() == before
