"""Wake the drain when a message was committed. If that fails, beat does it within seconds: nothing is in the broker."""

from __future__ import annotations

import structlog
from celery import current_app
from django.db import connection, transaction

log = structlog.get_logger(__name__)
DRAIN = "notifications.drain"
WAKE_EXPIRES = 15  # seconds: by then beat has woken it


def wake_drain_after_commit() -> None:
    """Once a transaction, however many messages it writes."""
    waiting = [registered[1] for registered in connection.run_on_commit]
    if _wake_drain not in waiting:
        transaction.on_commit(_wake_drain, robust=True)


def _wake_drain() -> None:
    if current_app.conf.task_always_eager:  # in tests nothing is sent by itself
        return
    try:
        current_app.send_task(DRAIN, expires=WAKE_EXPIRES, retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker does, the message is committed
        log.warning("drain_not_woken", error=type(error).__name__)
