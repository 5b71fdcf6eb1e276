"""When a refused message is tried again: a table of waits, longer each time, and then no more."""

from __future__ import annotations

from datetime import datetime, timedelta

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

# The wait after the first attempt, the second, and so on: about three days, so that a weekend's outage is outlived.
WAITS: tuple[timedelta, ...] = (
    _MINUTE,
    5 * _MINUTE,
    15 * _MINUTE,
    _HOUR,
    2 * _HOUR,
    4 * _HOUR,
    *(8 * _HOUR for _ in range(8)),
)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after that many attempts; None when a person must look instead."""
    return now + WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None
