"""The limits clocks are derived from, as the rules want them."""

from __future__ import annotations

from victims.models import TimeLimit
from victims.rules.limits import Limit


def current_limits() -> tuple[Limit, ...]:
    """Every version of every limit that has an amount, by one query."""
    return tuple(limit_of(row) for row in TimeLimit.objects.filter(amount__isnull=False))


def limit_of(row: TimeLimit) -> Limit:
    """For a row with an amount."""
    return Limit(
        code=row.code,
        amount=row.amount or 0,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        unit=row.unit,
        direction=row.direction,
        plus_days=row.plus_days or 0,
        runs=row.runs,
    )
