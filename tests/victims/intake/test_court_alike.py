"""A defendant like somebody we hold: only the row that says so waits."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.victims.intake.court_files import bring, result, row, units_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kent_asks(friday: datetime) -> None:
    units_for("Kent")


def test_a_row_with_the_number_of_somebody_we_hold_waits_alone() -> None:
    bring(row())
    stranger = {"hearing_id": "H-3", "defendant_first_names": "Owen", "defendant_last_name": "Pell"}
    bring(
        row(result_id="R-2", hearing_id="H-2", sentenced_on="2026-11-12"),
        row(result_id="R-3", defendant_date_of_birth="1990-07-01", **stranger),
    )
    assert [result(number).state for number in ("R-2", "R-3")] == ["opened", "held"]
    assert result("R-3").held_for == ["person_doubt"]


@pytest.mark.parametrize(
    ("first", "last", "is_held"),
    [("Herlan", "Dray", True), ("Dray", "Harlan", True), ("Harlan", "Drayton-Dray", True), ("Owen", "Dray", False)],
)
def test_somebody_new_is_held_when_the_comparison_of_people_says_that_they_may_be_one(
    first: str, last: str, is_held: bool
) -> None:
    bring(row())
    bring(
        row(result_id="R-2", hearing_id="H-2", defendant_first_names=first, defendant_last_name=last, defendant_pnc="")
    )
    assert (result("R-2").held_for == ["person_alike"]) is is_held
