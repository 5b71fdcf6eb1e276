"""The one door to the outbox, and the brake on it: more than OUTGOING_BATCH_LIMIT messages for one unit, made by one
run of a job, one import or one change, wait for the unit's manager (decision 0025).

A job may write its messages in many small transactions, so the count is of the whole run: when the limit is passed,
everything of the run that has not left yet is held, in one batch for a unit. At most the limit can have left by then.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F

from accounts import audit
from notifications.actions.waking import wake_drain_after_commit
from notifications.enums import MessageCause, MessageState
from notifications.models import HeldBatch, OutboxMessage
from notifications.queries.held import batches_to_tell_of, deciders
from notifications.rules.batch_wording import held_mail, what_made
from vlu.lib import clock
from vlu.lib.addresses import address_outside
from vlu.lib.errors import DomainError
from vlu.lib.sweep import Sweep

log = structlog.get_logger(__name__)
HELD = audit.verb("messages.held", "held messages until a manager decides: {made_by}")


class NobodyCanDecide(DomainError):
    """No manager of the unit and no administrator has an account that works."""

    code = "nobody_can_decide"


@dataclass
class Run:
    """One run of a job, one import or one change: `origin` is its name. Keys of what it wrote and held, by unit; they
    may belong to a transaction that was rolled back, so they are asked about again before anything is held."""

    origin: str
    written: dict[str | None, list[int]] = field(default_factory=lambda: defaultdict(list))
    batches: dict[str | None, int] = field(default_factory=dict)


@transaction.atomic
def queue(messages: Sequence[OutboxMessage], *, unit: str | None, run: Run) -> list[OutboxMessage]:
    """Write messages in the caller's transaction; those that are new, in no order. One whose key is there is left out.

    `unit` is the region that must look when one does not arrive; None for the administrators.
    """
    now = clock.now()
    for message in messages:
        message.reference = uuid.uuid4()  # so that those written here are told from those another run wrote
        message.region_id, message.queued_at, message.not_before = unit, now, now
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)
    new = list(OutboxMessage.objects.filter(reference__in=[message.reference for message in messages]))
    if new:
        _brake(run, unit, [message.pk for message in new])
        wake_drain_after_commit()
    return new


def tell_of_held_batches() -> Sweep:
    """Write to those who may decide of each batch that nobody was written to about, such as those the sweep of
    reminders held in a statement of its own; `done` counts batches. Not braked, and safe to run twice."""
    sweep = Sweep()
    for pk in list(batches_to_tell_of().order_by("pk").values_list("pk", flat=True)):
        with sweep.skipping("batch", pk), transaction.atomic():
            batch = batches_to_tell_of().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            sweep.done += batch is not None and _tell(batch)
    return sweep


def _brake(run: Run, unit: str | None, new: list[int]) -> None:
    written = run.written[unit]
    written += new
    if len(written) <= settings.OUTGOING_BATCH_LIMIT:
        return
    if unit in run.batches and _join(run.batches[unit], new):
        return
    standing = OutboxMessage.objects.filter(pk__in=written)
    run.written[unit] = list(standing.values_list("pk", flat=True))
    if len(run.written[unit]) > settings.OUTGOING_BATCH_LIMIT:
        run.batches[unit] = _hold(run, unit).pk


def _join(batch: int, new: list[int]) -> bool:
    """Whether the batch still waits, and has them now. It may have been rolled back, or decided meanwhile."""
    waiting = HeldBatch.objects.waiting().filter(pk=batch)
    if not waiting.update(messages_held=F("messages_held") + len(new)):
        return False
    OutboxMessage.objects.filter(pk__in=new).update(state=MessageState.HELD, batch_id=batch)
    return True


def _hold(run: Run, unit: str | None) -> HeldBatch:
    """What has not left stays. What was released before is not held a second time."""
    batch = HeldBatch.objects.create(origin=run.origin, region_id=unit, messages_held=1, held_at=clock.now())
    waiting = OutboxMessage.objects.filter(pk__in=run.written[unit], batch__isnull=True).waiting()
    batch.messages_held = waiting.update(state=MessageState.HELD, batch=batch)
    batch.save(update_fields=["messages_held"])
    if deciders(batch):
        _tell(batch)
    return batch


def _tell(batch: HeldBatch) -> bool:
    now, words = (
        clock.now(),
        held_mail(batch.origin, address=address_outside("notifications:held_batch", str(batch.pk))),
    )
    notices = [
        OutboxMessage(
            dedupe_key=f"batch:{batch.pk}:{person.pk}",
            cause=MessageCause.BATCH,
            batch=batch,
            recipient=person,
            region_id=batch.region_id,
            subject=words.subject,
            body=words.body,
            queued_at=now,
            not_before=now,
        )
        for person in deciders(batch)
    ]
    if not notices:
        raise NobodyCanDecide("There is no active administrator. Add one, so that somebody decides about messages.")
    audit.record(HELD, batch, by=None, region=batch.region_id or "", made_by=what_made(batch.origin))
    log.warning("messages_held", batch=batch.pk, origin=batch.origin, region=batch.region_id)
    wake_drain_after_commit()
    return bool(OutboxMessage.objects.bulk_create(notices, ignore_conflicts=True))
