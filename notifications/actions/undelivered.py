"""What a person does about a message that did not arrive, or may not have: send it again, post it, or say so."""

from __future__ import annotations

import uuid

from django.db import transaction

from accounts import audit
from accounts.models import User
from notifications.actions.waking import wake_drain_after_commit
from notifications.enums import MessageChannel, MessageState
from notifications.models import OutboxMessage
from notifications.queries.words import words_of
from notifications.rules.retry import ASKED_BY_REFERENCE
from vlu.lib import clock
from vlu.lib.errors import DomainError

SENT_AGAIN = audit.verb("message.sent_again", "sent a message again: {about}")
TO_BE_POSTED = audit.verb("message.to_be_posted", "put a message that did not arrive to be posted: {about}")
DEALT_WITH = audit.verb("message.dealt_with", "dealt with a message that did not arrive: {about}")
POSTED = audit.verb("message.posted", "posted a message: {about}")
CAME_BACK = audit.verb("message.came_back", "noted that a message came back by post: {about}")


class MessageMovedOn(DomainError):
    """Somebody else, or the post, was first."""

    code = "message_moved_on"


class NothingToSay(DomainError):
    """What a message was about has been settled since."""

    code = "nothing_to_say"


@transaction.atomic
def send_again(*, message: OutboxMessage, by: User) -> OutboxMessage:
    """Back to the queue, with its attempts counted anew. Of one that may have left, somebody has checked that it did
    not arrive. Raises MessageMovedOn."""
    message = _locked(message, MessageState.FAILED, MessageState.UNCERTAIN)
    audit.record(SENT_AGAIN, message, by, message.region_id or "", about=_about(message))
    _back_to_the_queue(message)
    wake_drain_after_commit()
    return message


@transaction.atomic
def post_instead(*, message: OutboxMessage, envelope: str, by: User) -> OutboxMessage:
    """To the print queue, for these lines of an envelope, in words that stay. Raises MessageMovedOn; NothingToSay when
    it is not needed any more."""
    message = _locked(message, MessageState.FAILED, MessageState.UNCERTAIN)
    if message.worded_at is None or not message.body:
        _word(message)
    audit.record(TO_BE_POSTED, message, by, message.region_id or "", about=_about(message))
    message.channel, message.recipient, message.address = MessageChannel.PRINT, None, envelope
    _back_to_the_queue(message)
    return message


@transaction.atomic
def deal_with(*, message: OutboxMessage, note: str, by: User) -> OutboxMessage:
    """It needs nobody any more; the note says what was done. A letter that nobody need post is one too. Raises
    MessageMovedOn."""
    if message.channel == MessageChannel.PRINT and message.state == MessageState.QUEUED:
        message = _locked_print(message, MessageState.QUEUED)
    else:
        message = _locked(message, MessageState.FAILED, MessageState.UNCERTAIN)
    message.state, message.note = MessageState.ACKNOWLEDGED, note
    message.acknowledged_by, message.acknowledged_at = by, clock.now()
    message.settled_at = message.settled_at or message.acknowledged_at  # so that its words are forgotten in time
    message.full_clean()
    message.save(update_fields=["state", "note", "acknowledged_by", "acknowledged_at", "settled_at"])
    audit.record(DEALT_WITH, message, by, message.region_id or "", about=_about(message))
    return message


@transaction.atomic
def mark_posted(*, message: OutboxMessage, by: User) -> OutboxMessage:
    """Raises MessageMovedOn unless it waits in the print queue."""
    message = _locked_print(message, MessageState.QUEUED)
    message.state, message.settled_at, message.attempts = MessageState.SENT, clock.now(), message.attempts + 1
    message.save(update_fields=["state", "settled_at", "attempts"])
    audit.record(POSTED, message, by, message.region_id or "", about=_about(message))
    return message


@transaction.atomic
def mark_returned(*, message: OutboxMessage, by: User) -> OutboxMessage:
    """It came back: somebody must reach them another way. Raises MessageMovedOn unless it was posted by hand."""
    message = _locked_print(message, MessageState.SENT)
    message.state, message.settled_at = MessageState.FAILED, clock.now()
    message.last_error = "The letter came back by post."
    message.save(update_fields=["state", "settled_at", "last_error"])
    audit.record(CAME_BACK, message, by, message.region_id or "", about=_about(message))
    return message


def _locked(message: OutboxMessage, *states: MessageState) -> OutboxMessage:
    found = OutboxMessage.objects.select_for_update(of=("self",)).select_related("acknowledged_by").get(pk=message.pk)
    if found.acknowledged_by is not None:
        raise MessageMovedOn(f"{found.acknowledged_by.name} has dealt with this message already.")
    if found.forgotten_at is not None:
        raise MessageMovedOn("What this message said is not kept any more, so nothing can be done with it. Write anew.")
    if found.state not in states:
        now = found.get_state_display()
        raise MessageMovedOn(f"This message has moved on since the page was made. Now: {now[0].lower()}{now[1:]}.")
    if found.state == MessageState.UNCERTAIN and found.settled_at is None:
        raise MessageMovedOn("We are still finding out whether this left. If we cannot, it will stand on the list.")
    return found


def _locked_print(message: OutboxMessage, state: MessageState) -> OutboxMessage:
    found = _locked(message, state)
    if found.channel != MessageChannel.PRINT:
        raise MessageMovedOn("This message is not one that your unit prints and posts.")
    return found


def _word(message: OutboxMessage) -> None:
    words = words_of(message)
    if words is None or not words.body:
        raise NothingToSay(
            "What this was about is settled, so there is nothing to send any more. Say that it is dealt with."
        )
    message.subject, message.body, message.worded_at = words.subject, words.body, clock.now()


def _back_to_the_queue(message: OutboxMessage) -> None:
    """As if it had never been tried. A provider that is asked by reference must not answer with the earlier try, so
    that one gets another reference."""
    if message.channel in ASKED_BY_REFERENCE:
        message.reference = uuid.uuid4()
    message.state, message.attempts, message.doubts, message.not_before = MessageState.QUEUED, 0, 0, clock.now()
    message.begun_at, message.settled_at, message.checked_at = None, None, None
    message.last_error, message.provider_id, message.provider_status = "", "", ""
    message.full_clean()
    message.save()
    wake_drain_after_commit()


def _about(message: OutboxMessage) -> str:
    return message.get_cause_display()
