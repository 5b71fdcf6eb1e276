"""Working days against the published vectors and an independent oracle."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from vlu.lib.errors import BeyondCalendarHorizon
from vlu.lib.working_days import FIRST_DAY, LAST_DAY, WorkingCalendar

FILE = Path(__file__).parents[2] / "data" / "reference" / "bank_holidays_england_wales.csv"
with FILE.open(encoding="utf-8", newline="") as rows:
    HOLIDAYS = frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(rows))
CALENDAR = WorkingCalendar(holidays=HOLIDAYS)

# Domain facts 2.3: start, then +1, +5, +10, +15, +20, +40, and +10 then +20.
VECTORS = """
2026-11-20 2026-11-23 2026-11-27 2026-12-04 2026-12-11 2026-12-18 2027-01-20 2027-01-06
2026-11-23 2026-11-24 2026-11-30 2026-12-07 2026-12-14 2026-12-21 2027-01-21 2027-01-07
2026-12-18 2026-12-21 2026-12-29 2027-01-06 2027-01-13 2027-01-20 2027-02-17 2027-02-03
2026-12-24 2026-12-29 2027-01-05 2027-01-12 2027-01-19 2027-01-26 2027-02-23 2027-02-09
2027-03-25 2027-03-30 2027-04-05 2027-04-12 2027-04-19 2027-04-26 2027-05-25 2027-05-11
2026-12-26 2026-12-29 2027-01-05 2027-01-12 2027-01-19 2027-01-26 2027-02-23 2027-02-09
"""


@pytest.mark.parametrize("row", VECTORS.strip().splitlines())
def test_published_vectors_hold(row: str) -> None:
    start, *expected = (date.fromisoformat(text) for text in row.split())
    counted = [CALENDAR.add(start, n) for n in (1, 5, 10, 15, 20, 40)]
    assert [*counted, CALENDAR.add(CALENDAR.add(start, 10), 20)] == expected


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2026-12-25", "2026-12-24"),
        ("2026-12-28", "2026-12-24"),
        ("2027-03-27", "2027-03-25"),
        ("2027-01-01", "2026-12-31"),
        ("2026-11-28", "2026-11-27"),
    ],
)
def test_zero_days_from_a_day_off_is_the_working_day_before(day: str, before: str) -> None:
    assert CALENDAR.add(date.fromisoformat(day), 0) == date.fromisoformat(before)


def test_a_hundred_thousand_random_pairs_agree_with_numpy() -> None:
    """`add` against busday_offset with roll="backward", `count` against busday_count with the first day not counted."""
    chance = random.Random(20261122)
    span = (date(2035, 12, 31) - date(2000, 1, 1)).days
    starts = [date(2000, 1, 1) + timedelta(days=chance.randint(0, span)) for _ in range(100_000)]
    ends = [date(2000, 1, 1) + timedelta(days=chance.randint(0, span)) for _ in range(100_000)]
    steps = [chance.randint(-60, 60) for _ in range(100_000)]
    oracle = np.busdaycalendar(holidays=[np.datetime64(day) for day in sorted(HOLIDAYS)])
    first, last = np.array(starts, "datetime64[D]"), np.array(ends, "datetime64[D]")

    expected_days = np.busday_offset(first, steps, roll="backward", busdaycal=oracle).astype(object)
    assert [CALENDAR.add(start, n) for start, n in zip(starts, steps, strict=True)] == list(expected_days)

    earlier, later = np.minimum(first, last), np.maximum(first, last)
    expected_counts = np.busday_count(earlier + 1, later + 1, busdaycal=oracle) * np.where(first <= last, 1, -1)
    assert [CALENDAR.count(a, b) for a, b in zip(starts, ends, strict=True)] == expected_counts.tolist()


def test_counting_back_is_counting_forward_with_the_sign_turned() -> None:
    chance = random.Random(7)
    for _ in range(2_000):
        a, b = (date(2000, 1, 1) + timedelta(days=chance.randint(0, 12_000)) for _ in range(2))
        assert CALENDAR.count(a, b) == -CALENDAR.count(b, a)


def test_the_holiday_file_agrees_with_the_published_list_where_both_speak() -> None:
    published = {row["date"] for row in BankHolidays().get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}
    years = range(min(published).year, max(published).year + 1)
    ours = {day for day in HOLIDAYS if day.year in years}
    assert ours == {day for day in published if day.weekday() < 5}


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_a_day_outside_the_table_is_refused_in_words(day: date) -> None:
    with pytest.raises(BeyondCalendarHorizon, match="Ask an administrator"):
        CALENDAR.add(day, 1)


def test_counting_past_the_end_is_refused_rather_than_guessed() -> None:
    with pytest.raises(BeyondCalendarHorizon):
        CALENDAR.add(LAST_DAY, 1)
