"""A month: which one an address asks for, its weeks from Monday, and what stands beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from victims.rules.month import Month, month_of, month_written
from vlu.lib.working_days import FIRST_DAY, LAST_DAY

TODAY = date(2026, 11, 20)
DAYS = st.dates(FIRST_DAY, LAST_DAY)


@given(DAYS)
def test_every_day_of_a_month_stands_once_under_its_weekday(day: date) -> None:
    month = month_of(day)
    days = [one for week in month.weeks for one in week if one]

    assert days == [month.first + timedelta(days=number) for number in range((month.last - month.first).days + 1)]
    assert all(one.weekday() == place for week in month.weeks for place, one in enumerate(week) if one)
    assert all(any(week) for week in month.weeks)


@given(DAYS)
def test_the_month_after_the_month_before_is_the_month(day: date) -> None:
    month = month_of(day)

    assert month.before is None or month.before.after == month
    assert month.after is None or month.after.before == month
    assert month_written(str(month), TODAY) == month


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "2026-1", "1989-12", "2051-01", "²026-11", "x", "2026-11-20"]
)
def test_an_address_that_names_no_known_month_shows_this_one(text: str) -> None:
    assert month_written(text, TODAY) == Month(2026, 11)


def test_it_ends_where_working_days_are_known() -> None:
    assert (month_of(FIRST_DAY).before, month_of(LAST_DAY).after) == (None, None)
    assert (Month(2026, 12).words, str(Month(2026, 12))) == ("December 2026", "2026-12")
