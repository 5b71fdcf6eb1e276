"""Write down what became of a message: each outcome ends in one state, or in a time to try again."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db.models import F

from notifications.channels.delivery import Delivery
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import OutboxMessage
from notifications.rules.retry import Next, Tried, next_state, waiting_state
from vlu.lib import clock

log = structlog.get_logger(__name__)


def begin(message: OutboxMessage) -> bool:
    """Write down that this message is tried: to be committed before anything of it goes on the wire. Whether it is
    still ours to send."""
    begun_at = clock.instant()
    ours = OutboxMessage.objects.filter(pk=message.pk, state=MessageState.SENDING, leased_by=message.leased_by)
    if not ours.update(begun_at=begun_at, leased_until=begun_at + settings.OUTBOX_LEASE, attempts=F("attempts") + 1):
        return False
    message.begun_at = begun_at
    message.attempts += 1
    return True


def settle(message: OutboxMessage, delivery: Delivery) -> Next:
    """If the claim still stands; otherwise it is uncertain already, and only that it was sent is news."""
    doubts = message.doubts + (delivery.outcome is Outcome.UNCERTAIN)
    after = _after(message, delivery, doubts)
    settled_at = None if after.again_at else clock.instant()
    ours = OutboxMessage.objects.filter(pk=message.pk, state=MessageState.SENDING, leased_by=message.leased_by)
    changed = ours.update(
        state=after.state,
        not_before=after.again_at or message.not_before,
        attempts=message.attempts,
        doubts=doubts,
        settled_at=settled_at,
        provider_id=delivery.provider_id,
        last_error=_error(after.state, delivery, doubts),
        leased_by="",
        leased_until=None,
    )
    if not changed:
        return _settle_late(message, delivery)
    log_if_for_a_person(message, after)
    return after


def log_if_for_a_person(message: OutboxMessage, after: Next) -> None:
    if after.needs_a_person:
        log.error("message_needs_a_person", message=message.pk, state=after.state)


def _after(message: OutboxMessage, delivery: Delivery, doubts: int) -> Next:
    """A channel that stands still is no fault of the message: it waits as before, and the attempt is not counted."""
    now = clock.instant()
    if delivery.outcome.stops_the_channel:
        message.attempts -= bool(message.begun_at)
        return Next(waiting_state(message.doubts), message.not_before)
    tried = Tried(MessageChannel(message.channel), message.attempts, doubts)
    return next_state(delivery.outcome, tried, now, settings.OUTBOX_QUARANTINE)


def _error(state: MessageState, delivery: Delivery, doubts: int) -> str:
    before = "An earlier attempt may have left. " if state == MessageState.FAILED and doubts else ""
    return f"{before}{delivery.error}"[:300]


def _settle_late(message: OutboxMessage, delivery: Delivery) -> Next:
    log.error("settled_after_its_lease", message=message.pk, outcome=delivery.outcome.value)
    if delivery.outcome is Outcome.SENT:
        given_up = OutboxMessage.objects.in_doubt().filter(pk=message.pk, begun_at=message.begun_at)
        news = {"settled_at": clock.instant(), "provider_id": delivery.provider_id, "last_error": ""}
        if given_up.update(state=MessageState.SENT, **news):
            return Next(MessageState.SENT)
    return Next(MessageState.UNCERTAIN, clock.instant())
