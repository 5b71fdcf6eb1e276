"""Take messages out of the queue for one worker, in words that stay, and take back what a dead worker held."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from notifications.actions.settling import log_if_for_a_person
from notifications.channels.delivery import Delivery
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import OutboxMessage
from notifications.queries.words import words_of
from notifications.rules.retry import Next, Tried, next_state
from vlu.lib import clock

log = structlog.get_logger(__name__)

BATCH = 20
# How long a worker may sit on messages it has not begun. They left nowhere, so that anybody may take them back.
HOLD = timedelta(seconds=20)
ASKED_ABOUT = ("recipient", "decision", "batch", "reminder__deadline", "reminder__offer")
WORKER_STOPPED = "The program stopped while this was being sent."


@dataclass
class Claimed:
    """`found`: how many rows were looked at; none means the queue is empty. `ended` need no sending."""

    found: int = 0
    ready: list[OutboxMessage] = field(default_factory=list)
    ended: list[Next] = field(default_factory=list)


@transaction.atomic
def claim(*, not_through: Collection[str] = (), at_most: int = BATCH) -> Claimed:
    """The messages that waited longest, some of those in doubt among them. Committed on return, unless inside a wider
    transaction. One that was tried before comes after those that were not: if it is what stops the channel, it stops
    no other.

    Overtaken ones are dropped, those that cannot have an address or words fail: none of that goes on the wire.
    """
    ready = OutboxMessage.objects.ready(clock.instant()).exclude(channel__in=not_through)
    in_doubt = _locked(ready.in_doubt(), (at_most + 1) // 2)
    found = _locked(ready.waiting().filter(begun_at=None), at_most - len(in_doubt)) + in_doubt
    if len(found) < at_most:
        found += _locked(ready.waiting().exclude(begun_at=None), at_most - len(found))
    claimed = Claimed(found=len(found))
    for message in found:
        obstacle = _made_ready(message)
        if obstacle is None:
            claimed.ready.append(message)
        else:
            claimed.ended.append(_end(message, obstacle))
    _hold(claimed.ready)
    return claimed


def put_back(messages: Collection[OutboxMessage]) -> None:
    """Claimed and not begun: they wait as before."""
    owner = {message.leased_by for message in messages}
    keys = [message.pk for message in messages]
    _back(OutboxMessage.objects.filter(pk__in=keys, leased_by__in=owner, state=MessageState.SENDING, begun_at=None))


@transaction.atomic
def take_back_expired() -> list[Next]:
    """What a worker held that stopped. Not begun: it waits as before. Begun: it may have left, and is given back."""
    now = clock.instant()
    expired = OutboxMessage.objects.filter(state=MessageState.SENDING, leased_until__lt=now)
    _back(expired.filter(begun_at=None))
    taken_back = []
    for message in expired.exclude(begun_at=None).select_for_update(skip_locked=True):
        message.doubts += 1
        tried = Tried(MessageChannel(message.channel), message.attempts, message.doubts)
        after = next_state(Outcome.UNCERTAIN, tried, now, settings.OUTBOX_QUARANTINE)
        message.state, message.not_before = after.state, after.again_at or message.not_before
        message.settled_at = None if after.again_at else now
        message.last_error, message.leased_by, message.leased_until = WORKER_STOPPED, "", None
        message.save(update_fields=_CHANGED)
        log.warning("worker_stopped_while_sending", message=message.pk)
        log_if_for_a_person(message, after)
        taken_back.append(after)
    return taken_back


_CHANGED = ["state", "not_before", "settled_at", "last_error", "doubts", "leased_by", "leased_until"]


def _locked(messages: QuerySet[OutboxMessage], at_most: int) -> list[OutboxMessage]:
    locked = messages.select_for_update(skip_locked=True, of=("self",)).select_related(*ASKED_ABOUT)
    return list(locked[:at_most])


def _hold(messages: Collection[OutboxMessage]) -> None:
    worker = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    now = clock.instant()
    held = OutboxMessage.objects.filter(pk__in=[message.pk for message in messages])
    held.filter(doubts=0).update(worded_at=now)
    held.update(state=MessageState.SENDING, leased_by=worker, leased_until=now + HOLD, begun_at=None)
    for message in messages:
        message.leased_by, message.begun_at = worker, None


def _made_ready(message: OutboxMessage) -> Delivery | None:
    """None when it can leave; otherwise what becomes of it without a try."""
    reader = message.recipient
    if reader is not None and not reader.is_active:
        return Delivery(Outcome.REFUSED, "The reader's account was closed before this was sent.")
    if not message.goes_to:
        return Delivery(Outcome.REFUSED, NO_ADDRESS[MessageChannel(message.channel)])
    try:
        with transaction.atomic():
            return _worded(message)
    except Exception as error:
        log.error("message_without_words", message=message.pk, error=type(error).__name__)  # noqa: TRY400 (a name in it)
        return Delivery(Outcome.REFUSED, f"What it says could not be put together: {type(error).__name__}")


def _worded(message: OutboxMessage) -> Delivery | None:
    """What may have left says the same again. Anything else is put together from the facts of this moment."""
    if message.doubts:
        return Delivery(Outcome.NOT_NEEDED, MAY_HAVE_LEFT) if words_of(message) is None else None
    words = words_of(message)
    if words is None:
        return Delivery(Outcome.NOT_NEEDED)
    if not words.subject or not words.body:
        return Delivery(Outcome.REFUSED, "It has no words.")
    as_it_stands = (message.channel, message.subject, message.body)
    message.channel, message.subject, message.body = _channel_of(message), words.subject, words.body
    if as_it_stands != (message.channel, message.subject, message.body):
        message.save(update_fields=["channel", "subject", "body"])
    return None


def _channel_of(message: OutboxMessage) -> MessageChannel:
    through_notify = message.channel == MessageChannel.EMAIL and settings.STAFF_MAIL_THROUGH == "notify"
    return MessageChannel.NOTIFY_EMAIL if through_notify else MessageChannel(message.channel)


NO_ADDRESS = {
    MessageChannel.EMAIL: "The reader has no e-mail address.",
    MessageChannel.NOTIFY_EMAIL: "The reader has no e-mail address.",
    MessageChannel.TEXT: "The reader has no telephone number.",
    MessageChannel.LETTER: "The reader has no postal address.",
}
MAY_HAVE_LEFT = "It may have left before it was overtaken. It is not sent again."


def _end(message: OutboxMessage, obstacle: Delivery) -> Next:
    """Of a row that this transaction holds and that was not tried."""
    tried = Tried(MessageChannel(message.channel), message.attempts, message.doubts)
    after = next_state(obstacle.outcome, tried, clock.instant(), settings.OUTBOX_QUARANTINE)
    held = OutboxMessage.objects.filter(pk=message.pk)
    held.update(state=after.state, settled_at=clock.instant(), last_error=obstacle.error)
    log_if_for_a_person(message, after)
    return after


def _back(held: QuerySet[OutboxMessage]) -> None:
    free = {"leased_by": "", "leased_until": None}
    held.filter(doubts=0).update(state=MessageState.QUEUED, **free)
    held.filter(doubts__gt=0).update(state=MessageState.UNCERTAIN, settled_at=None, **free)
