"""Write down what became of a message: each outcome ends in one state, or in a time to try again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import connection

from notifications.channels.delivery import Delivery
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import OutboxMessage
from notifications.rules.retry import Next, Tried, next_state, waiting_state
from vlu.lib import clock

log = structlog.get_logger(__name__)


def begin(message: OutboxMessage) -> bool:
    """Write down that this message is tried: to be committed before anything of it goes on the wire. Whether it is
    still ours to send."""
    return settle_and_begin(None, message)[1]


def settle(message: OutboxMessage, delivery: Delivery) -> Next:
    """If the claim still stands; otherwise it is uncertain already, and only that it was sent is news."""
    after, _ = settle_and_begin((message, delivery), None)
    assert after, "a message that ended has something that follows"
    return after


def settle_and_begin(
    ended: tuple[OutboxMessage, Delivery] | None, following: OutboxMessage | None
) -> tuple[Next | None, bool]:
    """Both in one commit: what became of the message that was handed over last, and that the next one is tried. Gives
    what follows for the first, and whether the second is still ours to send."""
    now, after = clock.instant(), None
    values: dict[str, Any] = {**dict.fromkeys(_ENDED), "following": following.pk if following else None, "now": now}
    values |= {"holder": following.leased_by if following else "", "lease_ends": now + settings.OUTBOX_LEASE}
    if ended:
        after = _after(*ended)
        values |= _row_of(*ended, after, now)
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE_AND_BEGIN, values)
        is_settled, is_begun = cursor.fetchone() or (False, False)
    if following and is_begun:
        following.begun_at = now
        following.attempts += 1
    if ended and after:
        if is_settled:
            log_if_for_a_person(ended[0], after)
        else:
            after = _settle_late(*ended)
    return after, is_begun


# One statement for both, because it is sent for every message: as two in a transaction it took twice as long. Where
# there is only one of the two, the number of the other is NULL, which no row has.
_SETTLE_AND_BEGIN = """
WITH settled AS (
    UPDATE notifications_outboxmessage SET
        state = %(state)s, not_before = %(not_before)s, attempts = %(attempts)s, doubts = %(doubts)s,
        settled_at = %(settled_at)s, provider_id = %(provider_id)s, last_error = %(error)s,
        leased_by = '', leased_until = NULL
    WHERE id = %(ended)s AND state = 'sending' AND leased_by = %(held_by)s
    RETURNING id
), begun AS (
    UPDATE notifications_outboxmessage SET
        begun_at = %(now)s, leased_until = %(lease_ends)s, attempts = attempts + 1
    WHERE id = %(following)s AND state = 'sending' AND leased_by = %(holder)s
    RETURNING id
)
SELECT EXISTS (SELECT FROM settled), EXISTS (SELECT FROM begun)
"""
_ENDED = (
    "ended", "held_by", "state", "not_before", "attempts", "doubts", "settled_at", "provider_id", "error",
)  # fmt: skip


def _row_of(message: OutboxMessage, delivery: Delivery, after: Next, now: datetime) -> dict[str, Any]:
    doubts = _doubts(message, delivery)
    return {
        "ended": message.pk,
        "held_by": message.leased_by,
        "state": after.state,
        "not_before": after.again_at or message.not_before,
        "attempts": message.attempts,
        "doubts": doubts,
        "settled_at": None if after.again_at else now,
        "provider_id": delivery.provider_id,
        "error": _error(after.state, delivery, doubts),
    }


def log_if_for_a_person(message: OutboxMessage, after: Next) -> None:
    if after.needs_a_person:
        log.error("message_needs_a_person", message=message.pk, state=after.state)


def _doubts(message: OutboxMessage, delivery: Delivery) -> int:
    return message.doubts + (delivery.outcome is Outcome.UNCERTAIN)


def _after(message: OutboxMessage, delivery: Delivery) -> Next:
    """A channel that stands still is no fault of the message: it waits as before, and the attempt is not counted."""
    now = clock.instant()
    if delivery.outcome.stops_the_channel:
        message.attempts -= bool(message.begun_at)
        return Next(waiting_state(message.doubts), message.not_before)
    tried = Tried(MessageChannel(message.channel), message.attempts, _doubts(message, delivery))
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
