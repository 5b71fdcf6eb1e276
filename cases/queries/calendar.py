"""The working-day calendar for Python, read from the same table SQL joins to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cases.models import BankHoliday, CalendarVersion
from vlu.lib.working_days import WorkingCalendar


def working_calendar() -> WorkingCalendar:
    """The calendar as it stands: one small query for its version, and the table itself once per process."""
    version = CalendarVersion.objects.values_list("number", flat=True).get()
    return _calendar_of(version)


@lru_cache(maxsize=2)
def _calendar_of(version: int) -> WorkingCalendar:
    return WorkingCalendar.with_holidays(list(BankHoliday.objects.values_list("day", flat=True)))


def bank_holidays_between(first: date, last: date) -> dict[date, str]:
    """The name of each."""
    return dict(BankHoliday.objects.filter(day__range=(first, last)).values_list("day", "title"))
