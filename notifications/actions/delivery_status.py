"""Ask GOV.UK Notify what became of messages it took."""

from __future__ import annotations

import structlog
from django.db.models import F, Q

from notifications.channels.notify import Notify, Told
from notifications.enums import MessageChannel
from notifications.models import OutboxMessage
from notifications.rules.delivery_status import ASKED_EVERY, end_of
from vlu.lib import clock
from vlu.lib.sweep import Sweep

log = structlog.get_logger(__name__)
AT_MOST = 200  # of a run
SILENT_AT_MOST = 3  # in a row, then the next run goes on


def check_deliveries() -> Sweep:
    """Those that were not asked about for longest; `done` counts messages that came to an end, `failed` are those that
    could not be asked about. One of which nothing is heard for three days goes to a person."""
    sweep, silent = Sweep(), 0
    due = Q(checked_at__isnull=True) | Q(checked_at__lte=clock.instant() - ASKED_EVERY)
    oldest_first = F("checked_at").asc(nulls_first=True)
    awaited = OutboxMessage.objects.awaiting_status().filter(due).order_by(oldest_first, "pk")[:AT_MOST]
    notify = Notify()
    try:
        for message in list(awaited):
            told = notify.status(message.provider_id)
            sweep.done += _write(message, told)
            silent = silent + 1 if told.why else 0
            if told.why:
                log.warning("status_not_told", message=message.pk)
                sweep.failed.append(message.pk)
            if silent == SILENT_AT_MOST:
                break
    finally:
        notify.close()
    return sweep


def _write(message: OutboxMessage, told: Told) -> bool:
    """Whether that is the end of it. Only of one that is still awaited: another run may have been first."""
    now = clock.instant()
    since = message.settled_at or message.queued_at
    still_awaited = OutboxMessage.objects.awaiting_status().filter(pk=message.pk)
    status = told.status or message.provider_status
    end = end_of(MessageChannel(message.channel), status, now - since)
    if end is None:
        still_awaited.update(checked_at=now, provider_status=status[:30])
        return False
    changed = still_awaited.update(
        state=end.state, settled_at=now, checked_at=now, provider_status=status[:30], last_error=end.why
    )
    if changed and end.why:
        log.error("message_needs_a_person", message=message.pk, state=end.state)
    return bool(changed)
