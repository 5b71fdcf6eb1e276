"""Which part of a period can be read from kept months, and which days must be counted now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

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
    """A month is kept when all its cases lie in the period, it was counted by these rules, and nothing has changed."""
    first_month = scope.first.replace(day=1)
    changed = Exists(StaleMonth.objects.filter(month=OuterRef("month")))
    fresh = FreshMonth.objects.filter(~changed, rules=rules.fingerprint, month__range=(first_month, scope.last))
    all_in_the_period = Q(first_on__isnull=True) | Q(first_on__gte=scope.first, last_on__lte=scope.last)
    kept = list(fresh.filter(all_in_the_period).order_by("month").values_list("month", flat=True))
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
