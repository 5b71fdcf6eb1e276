"""How long a sentence runs by the calendar: end dates are compared, so 52 weeks and 364 days are under 12 months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True)
class Length:
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @property
    def is_recorded(self) -> bool:
        return bool(self.years or self.months or self.weeks or self.days)

    @property
    def in_words(self) -> str:
        """For example "1 year 6 months"; empty when no length was recorded, as for life."""
        parts = ((self.years, "year"), (self.months, "month"), (self.weeks, "week"), (self.days, "day"))
        return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)


def last_day(start: date, length: Length) -> date:
    """The last day of a sentence passed on `start`, both ends included (domain 3.2: count from the day before)."""
    months = length.years * 12 + length.months
    eve = start - timedelta(days=1)
    end = _month_end(start, months - 1) if months and start.day == 1 else _add_months(eve, months)
    return end + timedelta(weeks=length.weeks, days=length.days)


def is_at_least_months(start: date, length: Length, months: int) -> bool:
    return last_day(start, length) >= _last_day_of_months(start, months)


@lru_cache(maxsize=4096)
def _last_day_of_months(start: date, months: int) -> date:
    return last_day(start, Length(months=months))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    if day.day <= 28:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _month_end(day: date, months: int) -> date:
    moved = _add_months(day, months)
    return moved.replace(day=monthrange(moved.year, moved.month)[1])
