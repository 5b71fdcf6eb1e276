"""What clocks are derived by, besides facts: the limits and the calendar, as a short text that changes with either."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cases.models import CalendarVersion
from victims.queries.limits import current_limits


@dataclass(frozen=True)
class ClockRules:
    calendar: int
    limits: str

    def __str__(self) -> str:
        return f"{self.calendar}/{self.limits}"


def clock_rules() -> ClockRules:
    """Two small queries."""
    calendar = CalendarVersion.objects.values_list("number", flat=True).get()
    limits = sorted(map(repr, current_limits()))
    return ClockRules(calendar, hashlib.sha256("\n".join(limits).encode()).hexdigest())
