"""A manager decides about messages that were held: a few first, all of them, or none. Decided once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import User
from notifications.actions.waking import wake_drain_after_commit
from notifications.enums import BatchDecision, MessageState
from notifications.models import HeldBatch, OutboxMessage
from notifications.rules.batch_wording import what_made
from vlu.lib import clock
from vlu.lib.dates import in_words
from vlu.lib.errors import DomainError

SAMPLE = 5
SAMPLED = audit.verb("messages.sampled", "sent {number} of the messages that were held, to look at them: {made_by}")
RELEASED = audit.verb("messages.released", "sent {number} messages that were held: {made_by}")
DISCARDED = audit.verb("messages.discarded", "decided not to send {number} messages that were held: {made_by}")
_NOT_SENT = "A manager decided not to send this. The audit trail says who."


class BatchDecided(DomainError):
    """Another manager was first."""

    code = "batch_decided"


@transaction.atomic
def sample_batch(*, batch: HeldBatch, by: User) -> int:
    """Send the first few, and leave the rest held; how many. Raises BatchDecided."""
    batch = _waiting(batch)
    first = _held(batch).order_by("pk").values("pk")[:SAMPLE]
    number = _let_go(OutboxMessage.objects.filter(pk__in=list(first.values_list("pk", flat=True))))
    if not _held(batch).exists():
        _decide(batch, BatchDecision.RELEASED, "", by)
    audit.record(SAMPLED, batch, by, batch.region_id or "", number=number, made_by=what_made(batch.origin))
    return number


@transaction.atomic
def release_batch(*, batch: HeldBatch, by: User) -> int:
    """Send what is held; how many. What was overtaken meanwhile is dropped when its turn comes. Raises BatchDecided."""
    batch = _waiting(batch)
    number = _let_go(_held(batch))
    _decide(batch, BatchDecision.RELEASED, "", by)
    audit.record(RELEASED, batch, by, batch.region_id or "", number=number, made_by=what_made(batch.origin))
    return number


@transaction.atomic
def discard_batch(*, batch: HeldBatch, reason: str, by: User) -> int:
    """Send none of what is held; how many. Reminders stay in the application. Raises BatchDecided."""
    batch = _waiting(batch)
    number = _held(batch).update(state=MessageState.DROPPED, settled_at=clock.now(), last_error=_NOT_SENT)
    _decide(batch, BatchDecision.DISCARDED, reason, by)
    audit.record(DISCARDED, batch, by, batch.region_id or "", number=number, made_by=what_made(batch.origin))
    return number


def _waiting(batch: HeldBatch) -> HeldBatch:
    """Under its lock, so that of two managers the second finds it decided."""
    found = HeldBatch.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=batch.pk)
    if found.decided_by is not None and found.decided_at is not None:
        what = found.get_decision_display().lower()
        when = in_words(found.decided_at.astimezone(clock.LONDON).date())
        raise BatchDecided(f"{found.decided_by.name} decided about these messages on {when}: {what}.")
    return found


def _held(batch: HeldBatch) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(batch=batch, state=MessageState.HELD)


def _let_go(messages: QuerySet[OutboxMessage]) -> int:
    wake_drain_after_commit()
    return messages.update(state=MessageState.QUEUED, not_before=clock.now())


def _decide(batch: HeldBatch, decision: BatchDecision, reason: str, by: User) -> None:
    batch.decision, batch.reason, batch.decided_by, batch.decided_at = decision, reason, by, clock.now()
    batch.full_clean()
    batch.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
