"""Take messages out of the outbox one at a time: claim, send, settle.

This order makes sending twice impossible. The claim, with its attempt counted, is committed before anything goes on
the wire, and skips rows that another worker holds. What is found still claimed after its lease may have left, so it
becomes uncertain: a person decides, never this loop. One row is claimed at a time, so a killed worker leaves one such
row at most.
"""

from __future__ import annotations

import os
import socket
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from notifications.channels import email
from notifications.channels.delivery import Delivery, Outcome
from notifications.enums import MessageState
from notifications.models import OutboxMessage
from notifications.rules.retry import next_try
from vlu.lib import clock
from vlu.lib.sweep import SomeRowsFailed, Tally

log = structlog.get_logger(__name__)

# Longer than the slowest send: a dozen exchanges with the server, each cut off after EMAIL_TIMEOUT (10 s).
LEASE = timedelta(seconds=180)
_SETTLED_AS = {
    Outcome.SENT: MessageState.SENT,
    Outcome.REFUSED: MessageState.FAILED,
    Outcome.UNCERTAIN: MessageState.UNCERTAIN,
    Outcome.NOT_NEEDED: MessageState.DROPPED,
}


@dataclass
class Drained:
    """How many messages of this run ended in each state. `unreachable`: it stopped because no mail server answered."""

    counts: dict[MessageState, int] = field(default_factory=lambda: dict.fromkeys(MessageState, 0))
    unreachable: bool = False

    def tally(self) -> Tally:
        """Dropped is done too: it needed no sending. Waiting for its next try is neither."""
        done = self.counts[MessageState.SENT] + self.counts[MessageState.DROPPED]
        return Tally(done, self._for_a_person(), "MailServerUnreachable" if self.unreachable else "")

    def raise_if_any_failed(self, what: str) -> None:
        """Raises SomeRowsFailed for messages that need a person, and when no mail server answered."""
        if self.unreachable or self._for_a_person():
            raise SomeRowsFailed(f"{self._for_a_person()} of the {what} need a person. The log names them.")

    def _for_a_person(self) -> int:
        return self.counts[MessageState.FAILED] + self.counts[MessageState.UNCERTAIN]


def drain(for_at_most: timedelta | None = None) -> Drained:
    """Send what is waiting, until nothing is, the time is up, or the mail server cannot be reached at all."""
    drained, started = Drained(), clock.now()
    drained.counts[MessageState.UNCERTAIN] += give_up_on_expired()
    while not drained.unreachable and (for_at_most is None or clock.now() - started < for_at_most):
        message = claim()
        if message is None:
            break
        delivery = _send(message)
        drained.counts[settle(message, delivery)] += 1
        drained.unreachable = delivery.outcome is Outcome.UNREACHABLE
    return drained


@transaction.atomic
def claim() -> OutboxMessage | None:
    """Take the longest waiting message that nobody holds. Committed on return, unless inside a wider transaction."""
    ready = OutboxMessage.objects.waiting().filter(not_before__lte=clock.now()).order_by("not_before", "pk")
    message = ready.select_for_update(skip_locked=True, of=("self",)).select_related("recipient").first()
    if message is None:
        return None
    message.state = MessageState.SENDING
    message.attempts += 1
    message.leased_by = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    message.leased_until = clock.now() + LEASE
    message.save(update_fields=["state", "attempts", "leased_by", "leased_until"])
    return message


def settle(message: OutboxMessage, delivery: Delivery) -> MessageState:
    """Write down what became of it, if the claim still stands. Otherwise it is uncertain already and stays so."""
    state, again_at = _state_after(message, delivery)
    still_ours = OutboxMessage.objects.filter(
        pk=message.pk, state=MessageState.SENDING, leased_by=message.leased_by
    ).update(
        state=state,
        not_before=again_at or message.not_before,
        settled_at=None if state == MessageState.QUEUED else clock.now(),
        last_error=delivery.error[:300],
        leased_by="",
        leased_until=None,
    )
    if not still_ours:
        log.error("settled_after_its_lease", message=message.pk, outcome=delivery.outcome.value)
        return MessageState.UNCERTAIN
    if state in {MessageState.FAILED, MessageState.UNCERTAIN}:
        log.error("message_needs_a_person", message=message.pk, state=state)
    return state


def give_up_on_expired() -> int:
    """Messages whose worker stopped in the middle become uncertain. The number of them."""
    expired = OutboxMessage.objects.filter(state=MessageState.SENDING, leased_until__lt=clock.now())
    given_up = expired.update(
        state=MessageState.UNCERTAIN,
        settled_at=clock.now(),
        last_error="The program stopped while this was being sent.",
        leased_by="",
        leased_until=None,
    )
    if given_up:
        log.error("messages_need_a_person", count=given_up, state=MessageState.UNCERTAIN)
    return given_up


def _send(message: OutboxMessage) -> Delivery:
    reader = message.recipient
    if reader is not None and not reader.is_active:
        return Delivery(Outcome.REFUSED, "The reader's account was closed before this was sent.")
    if message.is_overtaken:
        return Delivery(Outcome.NOT_NEEDED)
    to = reader.email if reader else message.address
    return email.send(email.Email(message.dedupe_key, to, message.subject, message.body))


def _state_after(message: OutboxMessage, delivery: Delivery) -> tuple[MessageState, datetime | None]:
    if delivery.outcome in _SETTLED_AS:
        return _SETTLED_AS[delivery.outcome], None
    again_at = next_try(message.attempts, clock.now())
    return (MessageState.QUEUED, again_at) if again_at else (MessageState.FAILED, None)
