"""Limits run from the day custody began to stand, wherever it took the place of something that gave nobody a right."""

from __future__ import annotations

from datetime import date

import pytest

from cases.rules.sentence_history import Passed, began_to_count, first_passed

FIRST, LATER, LAST = date(2026, 3, 2), date(2026, 11, 9), date(2026, 11, 18)


@pytest.mark.parametrize(
    ("history", "began"),
    [
        ([], None),
        ([Passed("imprisonment", FIRST)], None),
        ([Passed("suspended", FIRST)], None),
        ([Passed("suspended", FIRST), Passed("imprisonment", LATER)], LATER),
        ([Passed("community", FIRST), Passed("imprisonment", LATER)], LATER),
        ([Passed("community", FIRST), Passed("hospital_restricted", LATER)], LATER),
        ([Passed("imprisonment", FIRST), Passed("imprisonment", LATER)], None),
        ([Passed("imprisonment", FIRST), Passed("suspended", LATER)], None),
        ([Passed("imprisonment", FIRST), Passed("suspended", LATER), Passed("imprisonment", LAST)], LAST),
        ([Passed("suspended", FIRST), Passed("imprisonment", LATER), Passed("imprisonment", LAST)], LATER),
        ([Passed("suspended", FIRST), Passed("imprisonment", FIRST, corrects=True)], None),
        ([Passed("suspended", FIRST), Passed("dto", LATER), Passed("dto", LAST, corrects=True)], LAST),
        ([Passed("suspended", FIRST), Passed("dto", LATER), Passed("suspended", FIRST, corrects=True)], None),
    ],
    ids=[
        "nothing recorded", "custody", "suspended", "activated", "community breached", "hospital instead", "longer",
        "suspended on appeal", "suspended and activated", "activated, then cut", "was custody all along",
        "activated on another day", "was never activated",
    ],
)  # fmt: skip
def test_the_day_from_which_it_counts(history: list[Passed], began: date | None) -> None:
    assert began_to_count(history) == began


@pytest.mark.parametrize(
    ("histories", "day"),
    [
        ([[Passed("imprisonment", LATER)]], LATER),
        ([[Passed("imprisonment", LATER), Passed("imprisonment", LAST)]], LATER),
        ([[Passed("imprisonment", LATER), Passed("imprisonment", FIRST, corrects=True)]], FIRST),
        ([[Passed("imprisonment", FIRST), Passed("imprisonment", LATER, corrects=True)]], LATER),
        ([[Passed("imprisonment", LATER)], [Passed("imprisonment", FIRST)], []], FIRST),
    ],
    ids=["once", "varied", "set right to an earlier day", "set right to a later day", "of two offences"],
)
def test_the_day_a_case_was_first_sentenced(histories: list[list[Passed]], day: date) -> None:
    assert first_passed(histories) == day
