"""Whoever commits a message wakes the drain, once, and never waits for a broker that is away."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from notifications.actions.waking import wake_drain_after_commit
from vlu.celery import app

pytestmark = pytest.mark.django_db


def test_once_a_transaction(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as woken:
        for _ in range(3):
            wake_drain_after_commit()
    assert len(woken) == 1


def test_not_for_what_was_taken_back(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as woken, transaction.atomic():
        wake_drain_after_commit()
        transaction.set_rollback(True)
    assert woken == []


def test_a_broker_that_is_away_changes_nothing(
    django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    away, there = "redis://127.0.0.1:9/0", app.conf.broker_url
    app.conf.update(task_always_eager=False, broker_url=away)
    app._after_fork()  # type: ignore[attr-defined]  # forget connections another test opened
    try:
        with caplog.at_level("WARNING"), django_capture_on_commit_callbacks(execute=True) as woken:
            wake_drain_after_commit()
    finally:
        app.conf.update(task_always_eager=True, broker_url=there)
        app._after_fork()  # type: ignore[attr-defined]
    assert len(woken) == 1
    assert "drain_not_woken" in caplog.text
