"""Working days of England and Wales, as one table of ordinals.

A working day is Monday to Friday and not a bank holiday (domain facts 2.2, assumption A1: day 0 is not counted, and a
count may start on any day). `ordinal(d)` is the number of working days up to and including `d`, so "n working days
after d" is a look-up and "working days between" is a subtraction; weekends and holidays need no special case.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from vlu.lib.errors import BeyondCalendarHorizon

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2050, 12, 31)


@dataclass(frozen=True)
class WorkingCalendar:
    """A calendar from `first` to `last` inclusive. Every question outside it raises BeyondCalendarHorizon."""

    holidays: frozenset[date]
    first: date = FIRST_DAY
    last: date = LAST_DAY

    @classmethod
    def with_holidays(cls, days: Collection[date]) -> WorkingCalendar:
        return cls(holidays=frozenset(days))

    @cached_property
    def _ordinals(self) -> list[int]:
        ordinals, seen = [], 0
        for offset in range((self.last - self.first).days + 1):
            seen += self.is_working(self.first + timedelta(days=offset))
            ordinals.append(seen)
        return ordinals

    @cached_property
    def _working(self) -> list[date]:
        """The working days in order: the day with ordinal n is at position n - 1."""
        days = (self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1))
        return [day for day in days if self.is_working(day)]

    def is_working(self, day: date) -> bool:
        self._must_know(day)
        return day.weekday() < 5 and day not in self.holidays

    def ordinal(self, day: date) -> int:
        self._must_know(day)
        return self._ordinals[(day - self.first).days]

    def add(self, start: date, working_days: int) -> date:
        """The n-th working day after `start` (before it when n is negative); 0 is `start` or the working day before."""
        position = self.ordinal(start) + working_days - 1
        if not 0 <= position < len(self._working):
            raise BeyondCalendarHorizon(self._horizon_sentence())
        return self._working[position]

    def count(self, start: date, end: date) -> int:
        """Signed working days from `start` to `end`, `start` not counted; count(a, b) == -count(b, a)."""
        return self.ordinal(end) - self.ordinal(start)

    def days_off_between(self, start: date, end: date) -> list[date]:
        """Bank holidays after `start` and up to `end`, in order: what a deadline's explanation must name."""
        return sorted(day for day in self.holidays if start < day <= end)

    def table(self) -> list[tuple[date, int, bool]]:
        """Every day with its ordinal and whether it is a working day: the rows of the database table."""
        return [
            (day, ordinal, self.is_working(day))
            for offset, ordinal in enumerate(self._ordinals)
            for day in (self.first + timedelta(days=offset),)
        ]

    def _must_know(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise BeyondCalendarHorizon(self._horizon_sentence())

    def _horizon_sentence(self) -> str:
        return (
            f"Bank holidays are known from {self.first.year} to {self.last.year} only. "
            "Ask an administrator to extend the bank holiday table."
        )
