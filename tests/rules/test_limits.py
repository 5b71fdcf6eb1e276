"""A limit of any unit ends on a day that can be said in one sentence, by the version in force on its first day."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.test_working_days import CALENDAR
from victims.rules.limits import (
    Limit,
    LimitNotHeld,
    explanation,
    in_full,
    length_in_words,
    months_after,
    running_on,
    version_on,
    version_or_first,
)
from vlu.lib.dates import in_words
from vlu.lib.errors import BeyondCalendarHorizon

PAROLE = Limit("T35", 21, unit="calendar_day")
ANNUAL = Limit("T22", 12, unit="month")
LICENCE = Limit("T40", 2, direction="before")
HANDOVER = Limit("T42", 8, unit="month", direction="before", plus_days=14)
SAME_DAY = Limit("T18", 0, direction="on")
FRIDAY = date(2026, 12, 18)
SATURDAY = date(2026, 12, 26)
DAYS = st.dates(date(1995, 1, 1), date(2045, 1, 1))


@pytest.mark.parametrize(
    ("limit", "start", "due_on"),
    [
        (Limit("T14", 15), FRIDAY, date(2027, 1, 13)),
        (PAROLE, date(2026, 11, 2), date(2026, 11, 23)),
        (ANNUAL, date(2026, 11, 22), date(2027, 11, 22)),
        (ANNUAL, date(2024, 2, 29), date(2025, 2, 28)),
        (Limit("T33N", 6, unit="month"), date(2026, 8, 31), date(2027, 2, 28)),
        (Limit("T19A", 1, unit="month", direction="before"), date(2027, 3, 31), date(2027, 2, 28)),
        (Limit("T19B", 14, unit="calendar_day", direction="before"), date(2027, 1, 7), date(2026, 12, 24)),
        (HANDOVER, date(2027, 9, 30), date(2027, 1, 16)),
        (LICENCE, date(2026, 12, 24), date(2026, 12, 22)),
        (LICENCE, SATURDAY, date(2026, 12, 22)),
        (SAME_DAY, SATURDAY, SATURDAY),
    ],
)
def test_every_unit_and_direction_has_its_last_day(limit: Limit, start: date, due_on: date) -> None:
    assert limit.due_on(start, CALENDAR) == due_on


@pytest.mark.parametrize(
    ("limit", "start", "words"),
    [
        (PAROLE, "provisional decision issued", "21 days after provisional decision issued"),
        (SAME_DAY, "allocation", "on the day of allocation"),
        (SAME_DAY, "day it became urgent", "on the day it became urgent"),
        (Limit("T19A", 1, unit="month", runs=False), "provisional release", "switched off"),
    ],
)
def test_a_list_says_what_a_limit_is_counted_from(limit: Limit, start: str, words: str) -> None:
    assert in_full(limit.amount, limit.unit, limit.direction, start, runs=limit.runs) == words


@pytest.mark.parametrize(
    ("limit", "start", "sentence"),
    [
        (Limit("T14", 15), FRIDAY, "15 working days after {start}, not counting 25 and 28 December and 1 January"),
        (Limit("T02", 1), date(2026, 11, 19), "1 working day after Thursday 19 November 2026"),
        (Limit("T12", 5), date(2027, 3, 25), "5 working days after {start}, not counting 26 and 29 March"),
        (PAROLE, date(2026, 11, 2), "21 days after Monday 2 November 2026"),
        (ANNUAL, date(2026, 11, 22), "12 months after Sunday 22 November 2026"),
        (HANDOVER, date(2027, 9, 30), "8 months and 14 days before Thursday 30 September 2027"),
        (LICENCE, date(2026, 12, 29), "2 working days before {start}, not counting 25 and 28 December"),
        (LICENCE, SATURDAY, "2 working days before Thursday 24 December 2026, the last working day before {start}"),
        (SAME_DAY, FRIDAY, "the same day, Friday 18 December 2026"),
    ],
)
def test_the_explanation_counts_in_the_unit_and_names_the_days_not_counted(
    limit: Limit, start: date, sentence: str
) -> None:
    said = explanation(limit, start, limit.due_on(start, CALENDAR), CALENDAR)
    assert said == sentence.format(start=in_words(start))


@settings(deadline=None)  # the calendar is made on the first call
@given(start=DAYS, days=st.integers(0, 60))
def test_working_days_before_are_those_of_numpy_rolled_backward(start: date, days: int) -> None:
    holidays = list(CALENDAR.holidays)
    expected = np.busday_offset(start, -days, roll="backward", holidays=holidays).astype(date)
    assert Limit("T40", days, direction="before").due_on(start, CALENDAR) == expected


@settings(deadline=None)  # the calendar is made on the first call
@given(start=DAYS, number=st.integers(-120, 120))
def test_a_month_ends_on_the_same_number_of_day_or_the_last_of_a_shorter_month(start: date, number: int) -> None:
    found = months_after(start, number)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == number
    assert found.day == start.day or (found.day < start.day and (found + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("limit", "start"),
    [
        (PAROLE, date(2050, 12, 31)),
        (ANNUAL, date(2050, 12, 31)),
        (ANNUAL, date.max),
        (Limit("T14", 15), date(2050, 12, 31)),
        (HANDOVER, date(1990, 1, 1)),
        (HANDOVER, date.min),
        (SAME_DAY, date(2051, 1, 1)),
    ],
)
def test_a_day_beyond_the_calendar_is_refused_not_guessed(limit: Limit, start: date) -> None:
    with pytest.raises(BeyondCalendarHorizon):
        limit.due_on(start, CALENDAR)


def test_versions_follow_one_another_by_the_day() -> None:
    first = Limit("T51", 5, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))
    second = Limit("T51", 3, valid_from=date(2027, 1, 1), runs=False)
    versions = (second, first)
    assert version_on(versions, "T51", date(2026, 12, 31)) == first
    assert version_on(versions, "T51", date(2027, 1, 1)) == second
    assert version_on(versions, "T51", date(2025, 12, 31)) is None
    assert running_on(versions, "T51", date(2027, 1, 1)) is None
    assert version_or_first(versions, "T51", date(2025, 12, 31)) == first


def test_a_limit_the_table_does_not_hold_is_said_to_be_missing() -> None:
    with pytest.raises(LimitNotHeld, match="T51"):
        version_or_first((PAROLE,), "T51", FRIDAY)


@pytest.mark.parametrize(
    ("amount", "unit", "plus_days", "words"),
    [
        (1, "working_day", 0, "1 working day"),
        (21, "calendar_day", 0, "21 days"),
        (8, "month", 14, "8 months and 14 days"),
        (12, "month", 1, "12 months and 1 day"),
    ],
)
def test_a_length_is_said_in_plain_words(amount: int, unit: str, plus_days: int, words: str) -> None:
    assert length_in_words(amount, unit, plus_days) == words
