"""Limits as dated data: so many working days, calendar days or months after or before a day, in one version at a time.

The version in force on the day a clock starts decides how long it runs (domain 2.1). Calendar days and months do not
count the first day either (T35: issued on 2 November, 21 days, last day 23 November). A month ends on the same number
of day, or on the last day of a shorter month. Working days before a day that is not a working day are counted from the
working day before it (T40).
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from victims.clock_enums import LimitDirection, LimitUnit
from vlu.lib.dates import in_words
from vlu.lib.errors import BeyondCalendarHorizon, DomainError
from vlu.lib.working_days import WorkingCalendar

# Limits that something cannot do without, whoever set them: telling and referring by youth offending teams, and the
# answer to an offer between units.
MUST_RUN = frozenset({"T24", "T25", "T51"})


class LimitNotHeld(DomainError):
    """The table of limits has no amount for something that must be counted."""

    code = "limit_not_held"


@dataclass(frozen=True)
class Limit:
    """A version of a row of the table of limits. `plus_days` are calendar days more, in the same direction. One that
    does not run gives no clock: it is switched off, or nobody has entered an amount."""

    code: str
    amount: int
    valid_from: date | None = None
    valid_to: date | None = None
    unit: str = LimitUnit.WORKING_DAY
    direction: str = LimitDirection.AFTER
    plus_days: int = 0
    runs: bool = True

    def in_force_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def due_on(self, start: date, calendar: WorkingCalendar) -> date:
        """The last day of the limit, which is on time. Raises BeyondCalendarHorizon when it cannot be counted."""
        if self.direction == LimitDirection.ON:
            return _known(start, calendar)
        sign = -1 if self.direction == LimitDirection.BEFORE else 1
        if self.unit == LimitUnit.WORKING_DAY:
            end = calendar.add(start, sign * self.amount)
        else:
            _known(start, calendar)  # nothing is added to a day so late that Python has no word for the sum
            whole_months = self.amount if self.unit == LimitUnit.MONTH else 0
            days = self.amount if self.unit == LimitUnit.CALENDAR_DAY else 0
            end = months_after(start, sign * whole_months) + timedelta(days=sign * days)
        return _known(end + timedelta(days=sign * self.plus_days), calendar)


def _known(day: date, calendar: WorkingCalendar) -> date:
    """A due day beyond the calendar could not be set against today."""
    calendar.ordinal(day)
    return day


def months_after(day: date, number: int) -> date:
    """The same number of day `number` months later (earlier when negative), or the last day of a shorter month."""
    month = day.year * 12 + day.month - 1 + number
    year, month = month // 12, month % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise BeyondCalendarHorizon(f"No day lies {number} months from {day}.")
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def version_on(limits: Iterable[Limit], code: str, day: date) -> Limit | None:
    """The version of a limit in force that day, whether it runs or not."""
    return next((limit for limit in limits if limit.code == code and limit.in_force_on(day)), None)


def running_on(limits: Iterable[Limit], code: str, day: date) -> Limit | None:
    """The limit as it gives a clock that starts that day; None when it gives none."""
    limit = version_on(limits, code, day)
    return limit if limit is not None and limit.runs else None


def version_or_first(limits: Iterable[Limit], code: str, day: date) -> Limit:
    """For what needs a length in any case: the version in force that day, else the first there was. Raises
    LimitNotHeld."""
    versions = sorted((limit for limit in limits if limit.code == code), key=lambda limit: limit.valid_from or date.min)
    if not versions:
        raise LimitNotHeld(f"Limit {code} has no amount. Ask an administrator to load the reference data.")
    return version_on(versions, code, day) or versions[0]


def length_in_words(amount: int, unit: str, plus_days: int = 0) -> str:
    """10 working days; 21 days; 8 months and 14 days."""
    name = {LimitUnit.WORKING_DAY: "working day", LimitUnit.CALENDAR_DAY: "day"}.get(LimitUnit(unit), "month")
    more = f" and {_counted(plus_days, 'day')}" if plus_days else ""
    return f"{_counted(amount, name)}{more}"


def in_short(amount: int | None, unit: str, direction: str, plus_days: int = 0, *, runs: bool = True) -> str:
    """10 working days after; the same day; switched off."""
    if amount is None or not runs:
        return "switched off"
    if direction == LimitDirection.ON:
        return "the same day"
    return f"{length_in_words(amount, unit, plus_days)} {direction}"


def in_full(amount: int | None, unit: str, direction: str, start: str, plus_days: int = 0, *, runs: bool = True) -> str:
    """10 working days after sentencing; on the day of allocation; switched off. `start`: what it is counted from."""
    short = in_short(amount, unit, direction, plus_days, runs=runs)
    if amount is None or not runs:
        return short
    if direction == LimitDirection.ON:
        return f"on the {start}" if start.startswith("day ") else f"on the day of {start}"
    return f"{short} {start}"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def explanation(limit: Limit, started_on: date, due_on: date, calendar: WorkingCalendar, *, start: str = "") -> str:
    """Why a clock is due that day, in one sentence, with the bank holidays that were not counted. `start`: what stands
    on the day it counts from (victims.rules.clocks.START_WORDS)."""
    what = f", {start}" if start else ""
    if limit.direction == LimitDirection.ON:
        return f"the same day, {in_words(started_on)}{what}"
    length = length_in_words(limit.amount, limit.unit, limit.plus_days)
    if limit.unit != LimitUnit.WORKING_DAY:
        return f"{length} {limit.direction} {in_words(started_on)}{what}"
    if limit.direction == LimitDirection.AFTER:
        off = calendar.days_off_between(started_on, due_on)
        return f"{length} after {in_words(started_on)}{what}{_not_counting(off)}"
    counted_from = calendar.add(started_on, 0)
    off = calendar.days_off_between(due_on, counted_from)
    rolled = f", the last working day before {in_words(started_on)}" if counted_from != started_on else ""
    return f"{length} before {in_words(counted_from)}{rolled}{what}{_not_counting(off)}"


def _not_counting(days: list[date]) -> str:
    return f", not counting {_list_days(days)}" if days else ""


def _list_days(days: list[date]) -> str:
    """25 and 28 December and 1 January."""
    by_month: list[str] = []
    for month in dict.fromkeys((day.year, day.month) for day in days):
        numbers = [str(day.day) for day in days if (day.year, day.month) == month]
        by_month.append(f"{_and(numbers)} {date(month[0], month[1], 1):%B}")
    return _and(by_month)


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
