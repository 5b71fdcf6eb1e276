"""A month of the calendar, day by day, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accounts.enums import Role
from accounts.models import User
from cases.queries.calendar import bank_holidays_between
from victims.queries.calendar import CalendarEntries, CalendarEntry, CalendarOf, entries_of_month, late_before
from victims.rules.month import Month, month_of
from vlu.lib.working_days import WorkingCalendar

SHOWN = 3
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class CalendarDay:
    """`holiday` is the name of a bank holiday; `folded` are the entries beyond a few."""

    on: date
    is_today: bool
    is_weekend: bool
    holiday: str
    shown: list[CalendarEntry]
    folded: list[CalendarEntry]


@dataclass(frozen=True)
class CalendarMonth:
    """`late` is what is late from before the month that holds today; other months do not repeat it."""

    month: Month
    weeks: list[list[CalendarDay | None]]
    late: list[CalendarEntry]
    is_empty: bool
    left_out: bool


def calendar_month(whose: CalendarOf, month: Month, today: date, calendar: WorkingCalendar) -> CalendarMonth:
    """Four statements, and two more for the month that holds today."""
    found = entries_of_month(whose, month, today, calendar)
    late = CalendarEntries([], left_out=False)
    if month == month_of(today):
        late = late_before(whose, month, today, calendar)
    holidays = bank_holidays_between(month.first, month.last)
    by_day = {day: list(entries) for day, entries in groupby(found.rows, key=lambda entry: entry.on)}

    def day_of(day: date) -> CalendarDay:
        entries = by_day.get(day, [])
        return CalendarDay(
            on=day,
            is_today=day == today,
            is_weekend=day.weekday() >= 5,
            holiday=holidays.get(day, ""),
            shown=entries[:SHOWN],
            folded=entries[SHOWN:],
        )

    return CalendarMonth(
        month=month,
        weeks=[[day_of(day) if day else None for day in week] for week in month.weeks],
        late=late.rows,
        is_empty=not found.rows,
        left_out=found.left_out or late.left_out,
    )


def officers_of_unit(user: User) -> list[User]:
    """Whose calendar a manager may look at, by name."""
    if not user.region_code:
        return []
    return list(User.objects.active().in_role(Role.VLO).of_region(user.region_code).order_by("name", "pk"))
