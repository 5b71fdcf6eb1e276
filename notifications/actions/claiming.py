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
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.models import QuerySet

from notifications.actions.settling import log_if_for_a_person
from notifications.channels.delivery import Delivery
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import OutboxMessage
from notifications.queries.words import Words
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
    words = Words(found)
    obstacles = {message.pk: obstacle for message in found if (obstacle := _made_ready(message, words))}
    obstacles |= _hold([message for message in found if message.pk not in obstacles])
    unhindered = [message for message in found if message.pk not in obstacles]
    ended = [_end(message, obstacles[message.pk]) for message in found if message.pk in obstacles]
    return Claimed(len(found), unhindered, ended)


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


def _hold(messages: Collection[OutboxMessage]) -> dict[int, Delivery]:
    """All at once, with their words; when those of one cannot be kept, one by one, so that it stops no other. Gives
    what became of such."""
    worker = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    now, words = clock.instant(), [(each.pk, each.channel, each.subject, each.body) for each in messages]
    if not words:
        return {}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_HOLD, [now, worker, now + HOLD, *map(list, zip(*words, strict=True))])
    except (DataError, IntegrityError, ValueError) as error:
        if len(messages) > 1:
            return {key: why for message in messages for key, why in _hold([message]).items()}
        return {message.pk: _without_words(message, error) for message in messages}
    for message in messages:
        message.leased_by, message.begun_at = worker, None
    return {}


# What may have left keeps the moment of its words with them.
_HOLD = """
UPDATE notifications_outboxmessage m SET
    channel = w.channel, subject = w.subject, body = w.body, state = 'sending', begun_at = NULL,
    worded_at = CASE WHEN m.doubts = 0 THEN %s ELSE m.worded_at END, leased_by = %s, leased_until = %s
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) w (id, channel, subject, body)
WHERE m.id = w.id
"""


def _made_ready(message: OutboxMessage, words: Words) -> Delivery | None:
    """None when it can leave; otherwise what becomes of it without a try."""
    reader = message.recipient
    if reader is not None and not reader.is_active:
        return Delivery(Outcome.REFUSED, "The reader's account was closed before this was sent.")
    if not message.goes_to:
        return Delivery(Outcome.REFUSED, NO_ADDRESS[MessageChannel(message.channel)])
    try:
        return _worded(message, words)
    except DatabaseError:
        raise
    except Exception as error:
        return _without_words(message, error)


def _worded(message: OutboxMessage, words: Words) -> Delivery | None:
    """What may have left says the same again. Anything else is put together from the facts of this moment."""
    if message.doubts:
        return Delivery(Outcome.NOT_NEEDED, MAY_HAVE_LEFT) if words.of(message) is None else None
    said = words.of(message)
    if said is None:
        return Delivery(Outcome.NOT_NEEDED)
    if not said.subject or not said.body:
        return Delivery(Outcome.REFUSED, "It has no words.")
    message.channel, message.subject, message.body = _channel_of(message), said.subject, said.body
    return None


def _without_words(message: OutboxMessage, error: Exception) -> Delivery:
    log.error("message_without_words", message=message.pk, error=type(error).__name__)  # the error may hold a name
    return Delivery(Outcome.REFUSED, f"What it says could not be put together: {type(error).__name__}")


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
