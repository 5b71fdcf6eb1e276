"""Every hand-worked case of the reference data gets its verdict."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from cases.rules.eligibility import EligibilityFacts, OffenceFacts, assess
from cases.rules.offence_codes import look_up_order
from cases.rules.sentence_length import Length
from tests.rules.rule_sets import RULES

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OFFENCES = {
    row["cjs_code"]: OffenceFacts(row["cjs_code"], row["title"], row["s45_route"], row["vns"] == "true")
    for row in rows("offences")
}


def facts_of(row: dict[str, str]) -> EligibilityFacts:
    found = next((OFFENCES[code] for code in look_up_order(row["offence_code"]) if code in OFFENCES), None)
    return EligibilityFacts(
        offence=found,
        disposal=row["disposal"],
        length=Length(*(int(row[unit]) for unit in ("years", "months", "weeks", "days"))),
        sentenced_on=date.fromisoformat(row["sentenced_on"]),
        committed_on=date.fromisoformat(row["offence_date"]),
        vns_live_from=date.fromisoformat(row["region_vns_live_from"]),
        jurisdiction=row["court_jurisdiction"],
        discretionary_ground=row["discretionary_ground"],
    )


@pytest.mark.parametrize("row", rows("eligibility_vectors"), ids=lambda row: row["case"])
def test_a_hand_worked_case_gets_its_verdict(row: dict[str, str]) -> None:
    answer = assess(facts_of(row), RULES)
    assert answer.verdict == row["expected_verdict"], answer.reasons
    assert answer.reasons
