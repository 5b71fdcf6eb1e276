"""Messages that were held: the batches somebody may decide about, for whom they are, and some of them as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from notifications.enums import MessageCause, MessageState
from notifications.models import HeldBatch, OutboxMessage
from notifications.queries.recipients import managers_of
from notifications.queries.shown_words import shown
from notifications.queries.words import words_of
from notifications.rules.batch_wording import readers_in_words, what_made

SHOWN = 10
_HELD = Q(messages__state=MessageState.HELD)


@dataclass(frozen=True)
class BatchLine:
    """`held` is how many wait now; `made_by` and `readers` are words: "requests for referrals", "3 offices"."""

    batch: HeldBatch
    held: int
    made_by: str
    readers: str


@dataclass(frozen=True)
class Shown:
    """One message as it would leave now: `reader` is a role or an office, not a name. Without words it was overtaken,
    and would be dropped."""

    reader: str
    subject: str
    body: str


def waiting_batches(user: User) -> QuerySet[HeldBatch]:
    """Those the person may decide about, the longest waiting first."""
    return HeldBatch.objects.visible_to(user).waiting().order_by("held_at", "pk")


def number_waiting(user: User) -> int:
    return HeldBatch.objects.visible_to(user).waiting().count()


def lines_of(batches: Sequence[HeldBatch]) -> list[BatchLine]:
    """Two queries, however many they are."""
    held = OutboxMessage.objects.filter(batch__in=batches, state=MessageState.HELD).order_by()
    counted = held.values("batch", "recipient__role").annotate(
        messages=Count("pk"), people=Count("recipient", distinct=True), offices=Count("address", distinct=True)
    )
    readers: dict[int, dict[str, int]] = defaultdict(dict)
    total: dict[int, int] = defaultdict(int)
    for row in counted:
        role = row["recipient__role"] or ""
        readers[row["batch"]][role] = row["people"] if role else row["offices"]
        total[row["batch"]] += row["messages"]
    return [
        BatchLine(batch, total[batch.pk], what_made(batch.origin), readers_in_words(readers[batch.pk]))
        for batch in batches
    ]


def some_of(batch: HeldBatch) -> list[Shown]:
    """The first ten that are held."""
    held = OutboxMessage.objects.filter(batch=batch, state=MessageState.HELD).select_related(
        "recipient", "decision", "reminder__offer", "reminder__deadline"
    )
    return [_shown(message) for message in held.order_by("pk")[:SHOWN]]


def batches_to_tell_of() -> QuerySet[HeldBatch]:
    """Waiting, and nobody was written to about it."""
    notices = OutboxMessage.objects.filter(batch=OuterRef("pk"), cause=MessageCause.BATCH)
    return HeldBatch.objects.waiting().exclude(Exists(notices))


def deciders(batch: HeldBatch) -> tuple[User, ...]:
    """The managers of the unit; the administrators of a unit without one, and of messages of no unit."""
    if batch.region_id is not None:
        return managers_of(batch.region_id).people
    return tuple(User.objects.active().in_role(Role.ADMIN).order_by("pk"))


def _shown(message: OutboxMessage) -> Shown:
    words, person = words_of(message), message.recipient
    reader = Role(person.role).label if person else "An office"
    return Shown(reader, words.subject, shown(words.body)) if words else Shown(reader, "", "")
