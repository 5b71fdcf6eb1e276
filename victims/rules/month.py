"""A month as a calendar shows it: weeks from Monday, and the month before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vlu.lib.working_days import FIRST_DAY, LAST_DAY

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")
Week = tuple[date | None, ...]


@dataclass(frozen=True, order=True)
class Month:
    """Within the years whose working days are known (vlu.lib.working_days)."""

    year: int
    number: int

    def __str__(self) -> str:
        """2026-12, as it stands in an address."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def words(self) -> str:
        """December 2026."""
        return f"{self.first:%B} {self.year}"

    @property
    def before(self) -> Month | None:
        """None where the table of working days begins."""
        return month_of(self.first - timedelta(days=1)) if self.first > FIRST_DAY else None

    @property
    def after(self) -> Month | None:
        """None where the table of working days ends."""
        return month_of(self.last + timedelta(days=1)) if self.last < LAST_DAY else None

    @property
    def weeks(self) -> list[Week]:
        """Seven days each, Monday first; None for a day of the month before or after."""
        monday = self.first - timedelta(days=self.first.weekday())
        weeks = range((self.last - monday).days // 7 + 1)
        return [tuple(self._day(monday + timedelta(weeks=week, days=day)) for day in range(7)) for week in weeks]

    def _day(self, day: date) -> date | None:
        return day if self.first <= day <= self.last else None


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def month_written(text: str, today: date) -> Month:
    """The month an address asks for; that of `today` for anything that is no month of the known years."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return month_of(today)
    month = Month(int(found[1]), int(found[2]))
    return month if month_of(FIRST_DAY) <= month <= month_of(LAST_DAY) else month_of(today)
