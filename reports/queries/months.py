"""Which part of a period can be read from kept months, and which days must be counted now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from reports.models import FreshMonth, StaleMonth
from reports.queries.rules import CountingRules
from reports.scope import Scope

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cover:
    """`kept` are first days of months; `counted` the rest of the period, as periods that do not touch."""

    kept: list[date]
    counted: list[tuple[date, date]]

    def parameters(self) -> dict[str, Any]:
        """For reports.queries.stage_days."""
        days: dict[str, Any] = {"kept": self.kept}
        for number, (first, last) in enumerate(self.counted):
            days |= {f"first{number}": first, f"last{number}": last}
        return days


def cover(scope: Scope, rules: CountingRules) -> Cover:
    """A month is kept when it lies whole in the period, was counted by these rules, and no change was seen since."""
    changed = Exists(StaleMonth.objects.filter(month=OuterRef("month")))
    fresh = FreshMonth.objects.filter(~changed, rules=rules.fingerprint, month__range=(scope.first, scope.last))
    kept = [
        month for month in fresh.order_by("month").values_list("month", flat=True) if last_day_of(month) <= scope.last
    ]
    return Cover(kept=kept, counted=_between(scope.first, scope.last, kept))


def _between(first: date, last: date, kept: list[date]) -> list[tuple[date, date]]:
    gaps, start = [], first
    for month in kept:
        if start < month:
            gaps.append((start, month - A_DAY))
        start = last_day_of(month) + A_DAY
    return [*gaps, (start, last)] if start <= last else gaps


def last_day_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - A_DAY
