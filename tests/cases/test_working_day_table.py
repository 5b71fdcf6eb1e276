"""The table of working days that SQL joins to holds the same ordinals as the pure calendar."""

from __future__ import annotations

from datetime import date

import pytest

from cases.actions.calendar import make_calendar
from cases.models import BankHoliday, WorkingDay
from cases.queries.calendar import working_calendar
from vlu.lib.working_days import FIRST_DAY, LAST_DAY

pytestmark = pytest.mark.django_db


def test_every_day_of_the_calendar_is_in_the_table() -> None:
    assert WorkingDay.objects.count() == (LAST_DAY - FIRST_DAY).days + 1


def test_the_table_equals_the_pure_calendar() -> None:
    calendar = working_calendar()
    assert list(WorkingDay.objects.order_by("day").values_list("day", "ordinal", "is_working")) == calendar.table()


def test_making_it_again_changes_nothing() -> None:
    assert make_calendar() is False


def test_a_new_bank_holiday_makes_it_anew_and_is_seen_at_once() -> None:

    before = working_calendar().add(date(2027, 6, 1), 5)
    BankHoliday.objects.create(day=date(2027, 6, 3), title="A day off declared later")
    assert make_calendar() is True
    assert working_calendar().add(date(2027, 6, 1), 5) > before
