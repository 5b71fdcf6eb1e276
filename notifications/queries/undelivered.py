"""Messages that did not arrive or may not have, and letters to be posted, as the people who deal with them see them.

What a message was about is said by its reference. It is a link only for whoever may open the case.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from notifications.enums import MessageChannel, MessageState
from notifications.models import OutboxMessage, Reminder
from notifications.queries.held import number_waiting
from notifications.queries.shown_words import shown
from victims.models import Enrolment, ReferralRequest
from vlu.lib import clock

POSTED_LATELY = timedelta(days=28)
NARROWED = {"": "All", MessageState.FAILED.value: "Not sent or not delivered", MessageState.UNCERTAIN.value: "Unsure"}


@dataclass(frozen=True)
class MessageLine:
    """`about` is what it said, `references` whose; `url` leads to the case, empty for who may not open it. `to` is a
    person or the first line of an address."""

    message: OutboxMessage
    about: str
    references: str
    url: str
    to: str
    why: str
    since: datetime

    @property
    def words(self) -> str:
        return shown(self.message.body)

    @property
    def needs_a_person(self) -> bool:
        is_settled = self.message.settled_at is not None
        return self.message.state == MessageState.FAILED or (self.is_unsure and is_settled)

    @property
    def is_unsure(self) -> bool:
        return self.message.state == MessageState.UNCERTAIN

    @property
    def may_have_left(self) -> bool:
        """Also one that failed in the end, after an attempt of which nobody can say."""
        return self.is_unsure or self.message.doubts > 0


def needing_a_person(user: User, narrowed: str = "") -> QuerySet[OutboxMessage]:
    """The longest waiting first."""
    found = OutboxMessage.objects.visible_to(user).needing_a_person().about()
    return (found.filter(state=narrowed) if narrowed else found).order_by("settled_at", "pk")


@dataclass(frozen=True)
class MessageNumbers:
    """For the reader's first page. `held` are batches."""

    for_a_person: int
    to_be_posted: int
    held: int


def message_numbers(user: User) -> MessageNumbers:
    theirs = OutboxMessage.objects.visible_to(user)
    return MessageNumbers(theirs.needing_a_person().count(), theirs.to_be_posted().count(), number_waiting(user))


def to_be_posted(user: User) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.visible_to(user).to_be_posted().about().order_by("not_before", "pk")


def posted_lately(user: User) -> QuerySet[OutboxMessage]:
    """Posted by hand within four weeks: what comes back by post comes back within that."""
    posted = OutboxMessage.objects.visible_to(user).filter(channel=MessageChannel.PRINT, state=MessageState.SENT)
    return posted.filter(settled_at__gte=clock.now() - POSTED_LATELY).about().order_by("-settled_at", "-pk")


def lines_of(user: User, messages: Sequence[OutboxMessage]) -> list[MessageLine]:
    """One query for all of them: which of their cases the reader may open."""
    enrolments = {enrolment.pk for message in messages if (enrolment := _enrolment(message)) is not None}
    open_to_them = set(Enrolment.objects.visible_to(user).filter(pk__in=enrolments).values_list("pk", flat=True))
    return [_line(message, open_to_them) for message in messages]


def undelivered_about(user: User, case: Case, enrolments: Collection[Enrolment]) -> list[MessageLine]:
    """Those about a case that the reader has open, for its page: "not delivered" is a task there."""
    keys = [enrolment.pk for enrolment in enrolments]
    in_a_digest = Reminder.objects.filter(enrolment__in=keys, digest__isnull=False).order_by()
    asked = ReferralRequest.objects.visible_to(user).filter(case=case).order_by()
    of_requests = OutboxMessage.requests.through.objects.filter(referralrequest__in=asked)
    found = OutboxMessage.objects.needing_a_person().filter(
        Q(reminder__enrolment__in=keys)
        | Q(decision__enrolment__in=keys)
        | Q(pk__in=in_a_digest.values("digest"))
        | Q(pk__in=of_requests.values("outboxmessage"))
    )
    return [_line(message, set(keys)) for message in found.about().order_by("settled_at", "pk")]


def _line(message: OutboxMessage, open_to_them: Collection[int]) -> MessageLine:
    enrolment = _enrolment(message)
    may_open = enrolment is not None and enrolment.pk in open_to_them
    return MessageLine(
        message=message,
        about=_about(message),
        references=enrolment.reference if enrolment else ", ".join(one.reference for one in message.requests.all()),
        url=reverse("victims:case_page", args=[enrolment.case.reference]) if enrolment and may_open else "",
        to=_to(message),
        why=message.last_error or message.get_state_display(),
        since=message.settled_at or message.queued_at,
    )


def _enrolment(message: OutboxMessage) -> Enrolment | None:
    if message.reminder is not None:
        return message.reminder.enrolment
    return message.decision.enrolment if message.decision is not None else None


def _about(message: OutboxMessage) -> str:
    if message.reminder is not None:
        return f"{message.get_cause_display()}: {message.reminder.get_rule_display()}"
    return message.get_cause_display()


def _to(message: OutboxMessage) -> str:
    if message.recipient is not None:
        return f"{message.recipient.name}, {message.recipient.get_role_display().lower()}"
    return message.address.splitlines()[0] if message.address else "An address that is not kept any more"
