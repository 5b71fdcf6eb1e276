"""When a refused message is tried again. No database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from notifications.rules.retry import WAITS, next_try

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def test_waits_grow_outlive_a_weekend_and_then_end() -> None:
    waits = [next_try(attempts, NOW) for attempts in range(1, len(WAITS) + 1)]
    assert waits[0] == NOW + timedelta(minutes=1)
    assert all(wait is not None for wait in waits)
    assert list(WAITS) == sorted(WAITS)
    assert sum(WAITS, timedelta()) > timedelta(hours=60)
    assert next_try(len(WAITS) + 1, NOW) is None
