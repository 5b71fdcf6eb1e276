"""For how long an officer may put reminders off, and of what somebody may say that it is in hand."""

from __future__ import annotations

from datetime import date

import pytest

from notifications.rules.in_hand import days_to_wait_until, why_it_cannot_wait, why_it_is_not_taken
from victims.enums import DeadlineKind as Kind
from vlu.lib.working_days import WorkingCalendar

CALENDAR = WorkingCalendar.with_holidays([date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)])
FRIDAY = date(2026, 12, 18)
YESTERDAY, TOMORROW = date(2026, 12, 17), date(2026, 12, 19)


def last_day(due_on: date, today: date = FRIDAY) -> date | None:
    days = days_to_wait_until(due_on, today, CALENDAR)
    return days[-1] if days else None


def test_the_days_are_the_next_five_working_days_over_a_weekend_and_christmas() -> None:
    assert days_to_wait_until(date(2027, 1, 13), date(2026, 12, 23), CALENDAR) == (
        date(2026, 12, 24),
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 4),
    )


@pytest.mark.parametrize(
    ("due_on", "last"),
    [
        (date(2027, 1, 13), date(2026, 12, 29)),
        (date(2026, 12, 22), date(2026, 12, 22)),
        (date(2026, 12, 26), date(2026, 12, 24)),  # a Saturday: the working day before it
        (date(2026, 12, 20), None),  # the Sunday before the next working day
        (FRIDAY, None),
        (YESTERDAY, date(2026, 12, 22)),
    ],
)
def test_nothing_waits_past_the_due_date_and_afterwards_for_two_working_days(due_on: date, last: date | None) -> None:
    assert last_day(due_on) == last


def test_on_a_day_off_the_days_are_counted_from_there() -> None:
    assert days_to_wait_until(YESTERDAY, TOMORROW, CALENDAR) == (date(2026, 12, 21), date(2026, 12, 22))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"stands": False}, "done already"),
        ({"urgent": True}, "urgent"),
        ({"kind": Kind.REVIEW}, "No reminder of this goes to an officer"),
        ({"kind": Kind.REFERRAL}, "No reminder of this goes to an officer"),
        ({"due_on": FRIDAY}, "due on Friday 18 December 2026"),
        ({}, ""),
    ],
)
def test_what_cannot_wait_says_why(facts: dict[str, object], sentence: str) -> None:
    asked = {"kind": Kind.FIRST_CONTACT, "due_on": date(2027, 1, 13), "stands": True, "urgent": False, **facts}

    why = why_it_cannot_wait(today=FRIDAY, calendar=CALENDAR, **asked)  # type: ignore[arg-type]
    assert sentence in why
    assert bool(sentence) == bool(why)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, ""),
        ({"due_on": FRIDAY}, "once that day has passed"),
        ({"due_on": FRIDAY, "kind": Kind.TELL_OF_EVENT}, ""),
        ({"stands": False}, "done already"),
        ({"kind": Kind.REVIEW}, "for a manager"),
        ({"kind": Kind.REVIEW, "manager": True}, ""),
        ({"kind": Kind.REFERRAL, "manager": True}, "Nobody here is reminded"),
    ],
)
def test_what_is_not_taken_says_why(facts: dict[str, object], sentence: str) -> None:
    asked = {"kind": Kind.FOLLOW_UP, "due_on": YESTERDAY, "stands": True, "manager": False, **facts}

    why = why_it_is_not_taken(today=FRIDAY, **asked)  # type: ignore[arg-type]
    assert sentence in why
    assert bool(sentence) == bool(why)
