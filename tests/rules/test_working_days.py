"""Working days against the published vectors and two independent oracles: numpy, and the package `holidays`."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import holidays
import numpy as np
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from vlu.lib.errors import BeyondCalendarHorizon
from vlu.lib.working_days import FIRST_DAY, LAST_DAY, WorkingCalendar

FILE = Path(__file__).parents[2] / "data" / "reference" / "bank_holidays_england_wales.csv"
with FILE.open(encoding="utf-8", newline="") as rows:
    HOLIDAYS = frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(rows))
CALENDAR = WorkingCalendar(holidays=HOLIDAYS)
YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)

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


Days = np.ndarray[Any, np.dtype[np.datetime64]]
Steps = np.ndarray[Any, np.dtype[np.int64]]
MILLION = 1_000_000
OF_THE_PACKAGE = sorted(day for day in holidays.country_holidays("GB", subdiv="ENG", years=YEARS) if day.weekday() < 5)


@lru_cache
def pairs() -> tuple[Days, Steps]:
    """A million starts, on days off too, over the whole table but a year at each end, and steps both ways."""
    chance = np.random.default_rng(20261122)
    first, last = date(FIRST_DAY.year + 1, 1, 1), date(LAST_DAY.year - 1, 12, 31)
    starts = np.datetime64(first) + chance.integers(0, (last - first).days + 1, MILLION)
    return starts, chance.integers(-120, 121, MILLION)


@lru_cache
def ours() -> Days:
    starts, steps = pairs()
    days = [CALENDAR.add(start, n) for start, n in zip(starts.tolist(), steps.tolist(), strict=True)]
    return np.array(days, "datetime64[D]")


def by_numpy() -> Days:
    starts, steps = pairs()
    days_off = np.array(sorted(HOLIDAYS), "datetime64[D]")
    found: Days = np.busday_offset(starts, steps, roll="backward", holidays=days_off)
    return found


def by_the_package() -> Days:
    """Its own working days, in a row: from the last that is not after the start, so many places on."""
    starts, steps = pairs()
    england = holidays.country_holidays("GB", subdiv="ENG", years=YEARS)
    every_day = (FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
    working = np.array([day for day in every_day if england.is_working_day(day)], "datetime64[D]")
    found: Days = working[np.searchsorted(working, starts, side="right") - 1 + steps]
    return found


@pytest.mark.parametrize("oracle", [by_numpy, by_the_package])
def test_a_million_pairs_of_start_and_n_agree_with(oracle: Callable[[], Days]) -> None:
    starts, steps = pairs()
    found, expected = ours(), oracle()
    different = np.flatnonzero(found != expected)

    assert len(found) == len(expected) == MILLION
    assert not np.isnat(expected).any()
    assert [(str(starts[n]), int(steps[n]), str(found[n]), str(expected[n])) for n in different[:10]] == []


def test_among_the_million_are_starts_on_days_off_and_counting_back() -> None:
    starts, steps = pairs()
    on_days_off = ~np.is_busday(starts, holidays=np.array(sorted(HOLIDAYS), "datetime64[D]"))

    assert (on_days_off & (steps < 0)).sum() > 100_000
    assert (on_days_off & (steps > 0)).sum() > 100_000
    assert (on_days_off & (steps == 0)).sum() > 1_000


def test_the_holiday_file_agrees_with_the_package_in_every_year() -> None:
    assert sorted(HOLIDAYS) == OF_THE_PACKAGE


def test_counts_between_a_hundred_thousand_pairs_of_days_agree_with_numpy() -> None:
    """busday_count counts its first day and not its last; ours the other way about."""
    first, last = pairs()[0][:100_000], pairs()[0][-100_000:]
    earlier, later = np.minimum(first, last), np.maximum(first, last)
    days_off = np.array(sorted(HOLIDAYS), "datetime64[D]")
    expected = np.busday_count(earlier + 1, later + 1, holidays=days_off) * np.where(first <= last, 1, -1)

    assert [CALENDAR.count(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)] == expected.tolist()


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
