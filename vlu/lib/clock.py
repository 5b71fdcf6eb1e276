"""The only place that reads the time. Everything else is handed `today` or asks here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_frozen: ContextVar[datetime | None] = ContextVar("frozen clock", default=None)


def now() -> datetime:
    """The present moment, aware, in London time."""
    return _frozen.get() or datetime.now(LONDON)


def instant() -> datetime:
    """The present moment in UTC, for whatever a span of time is added to or taken from. A minute added in London time
    is an hour and a minute when the clocks go back in it."""
    return now().astimezone(UTC)


def today() -> date:
    """The present day in London, which is the day a deadline is counted in."""
    return now().date()


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` inside the block: the demonstration story replays weeks of work this way."""
    token = _frozen.set(moment.astimezone(LONDON))
    try:
        yield
    finally:
        _frozen.reset(token)
