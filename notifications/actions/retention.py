"""Forget what old messages said and to whom. That there was one, its times and its reference stay."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from notifications.models import OutboxMessage
from vlu.lib import clock
from vlu.lib.sweep import Sweep

SLICE = 1_000


def forget_words() -> Sweep:
    """Of messages settled more than OUTBOX_KEEP_DAYS ago that need nobody; `done` counts them. Slice by slice."""
    sweep, before = Sweep(), clock.now() - timedelta(days=settings.OUTBOX_KEEP_DAYS)
    while keys := list(OutboxMessage.objects.to_forget(before).values_list("pk", flat=True)[:SLICE]):
        forgotten = OutboxMessage.objects.to_forget(before).filter(pk__in=keys)
        sweep.done += forgotten.update(subject="", body="", address="", last_error="", forgotten_at=clock.now())
    return sweep
