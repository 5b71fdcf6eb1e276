"""How near a due date is, in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from victims.rules.wording import days_left_words

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("calendar_days", "working_days", "words"),
    [
        (5, 3, "3 working days left"),
        (3, 1, "1 working day left"),
        (0, 0, "due today"),
        (-1, -1, "1 working day late"),
        (-4, -2, "2 working days late"),
    ],
)
def test_working_days_are_counted_to_the_due_date(calendar_days: int, working_days: int, words: str) -> None:
    assert days_left_words(TODAY + timedelta(days=calendar_days), TODAY, working_days) == words


def test_a_date_on_the_weekend_just_gone_is_late_though_no_working_day_has_passed() -> None:
    assert days_left_words(TODAY - timedelta(days=1), TODAY, 0) == "now late"


def test_a_date_on_the_weekend_to_come_is_due_before_the_next_working_day() -> None:
    assert days_left_words(TODAY + timedelta(days=1), TODAY, 0) == "due before the next working day"
