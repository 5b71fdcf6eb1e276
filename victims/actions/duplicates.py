"""Two records of one person on the same case: one enrolment goes on, the other is closed as a duplicate. What was still
to be done is done on the one that goes on; the contact log of the other stays and is read from there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.actions.clocks import refresh_clocks
from victims.actions.reopening import tell_what_came_while_closed
from victims.enums import DeadlineKind, EnrolmentStatus
from victims.models import Deadline, Enrolment
from victims.queries.overtaken import last_word
from vlu.lib import clock
from vlu.lib.errors import DomainError

DUPLICATE = "DUPLICATE"  # the closure code of data/reference/reason_codes.csv
CLOSED = audit.verb("enrolment.closed_as_duplicate", "closed it as a duplicate of {other}")
REOPENED = audit.verb("enrolment.duplicate_reopened", "opened it again: it is no duplicate of {other}")
CARRIED = (DeadlineKind.TELL_OF_EVENT, DeadlineKind.FOLLOW_UP)


class DuplicateIsTheOpenOne(DomainError):
    code = "duplicate_is_the_open_one"


@transaction.atomic
def close_duplicate(*, duplicate: Enrolment, of: Enrolment, by: User) -> dict[str, Any]:
    """What was changed and how it was before, for `reopen_duplicate`.

    Raises DuplicateIsTheOpenOne when the one to go on is closed and this one is open: the open one must go on.
    """
    if duplicate.is_open and not of.is_open:
        raise DuplicateIsTheOpenOne(
            f"{of.reference} is closed and {duplicate.reference} is open. Keep the other record instead."
        )
    today, now = clock.today(), clock.now()
    closed = {
        "duplicate": duplicate.pk,
        "of": of.pk,
        "status": duplicate.status,
        "closed_on": duplicate.closed_on.isoformat() if duplicate.closed_on else None,
        "closed_because": duplicate.closed_because,
        "officer": duplicate.officer_id,
        "first_contact_on": of.first_contact_on.isoformat() if of.first_contact_on else None,
        **_carry_over(duplicate, of),
    }
    duplicate.allocations.filter(until__isnull=True).update(until=now)
    duplicate.duplicate_of, duplicate.officer = of, None
    duplicate.status, duplicate.closed_because = EnrolmentStatus.CLOSED, DUPLICATE
    duplicate.closed_on = duplicate.closed_on or today
    duplicate.save()
    if duplicate.first_contact_on and (of.first_contact_on is None or duplicate.first_contact_on < of.first_contact_on):
        of.first_contact_on = duplicate.first_contact_on
        of.save(update_fields=["first_contact_on"])
    refresh_clocks(duplicate, today)
    refresh_clocks(of, today)
    audit.record(CLOSED, duplicate, by, region=duplicate.region_id, other=of.reference)
    return closed


def _carry_over(duplicate: Enrolment, of: Enrolment) -> dict[str, list[int]]:
    """Events still to be told and next steps still to be taken: none is dropped with the duplicate. Of an event that
    another overtook, the other is told, by the earlier of their days."""
    withdrawn, made = [], []
    for deadline in Deadline.objects.standing().filter(enrolment=duplicate, kind__in=CARRIED).select_related("event"):
        event = last_word(deadline.event) if deadline.event else None
        twin = Deadline.objects.filter(enrolment=of, event=event).first() if event else None
        if twin is None:
            twin = Deadline.objects.create(
                enrolment=of,
                kind=deadline.kind,
                task=deadline.task,
                event=event,
                started_on=deadline.started_on,
                due_on=deadline.due_on,
            )
            made.append(twin.pk)
        elif twin.met_on is None and twin.withdrawn_on is None and deadline.due_on < twin.due_on:
            twin.due_on = deadline.due_on
            twin.save(update_fields=["due_on"])
        withdrawn.append(deadline.pk)
    Deadline.objects.filter(pk__in=withdrawn).update(withdrawn_on=clock.today())
    return {"withdrawn": withdrawn, "made": made}


@transaction.atomic
def reopen_duplicate(*, closed: dict[str, Any], by: User) -> Enrolment:
    """As it was before; an open one goes to the manager's queue, because its officer may have gone since. A step that
    was taken meanwhile on the other enrolment is not asked for again. What was reported meanwhile is to be told: they
    are two people, and who was told of it was the other."""
    rows = {
        row.pk: row for row in Enrolment.objects.select_for_update().filter(pk__in=[closed["duplicate"], closed["of"]])
    }
    duplicate, of, today = rows[closed["duplicate"]], rows[closed["of"]], clock.today()
    closed_on, duplicate.duplicate_of, duplicate.status = duplicate.closed_on, None, closed["status"]
    duplicate.closed_on, duplicate.closed_because = _day(closed["closed_on"]), closed["closed_because"]
    duplicate.save()
    still = Deadline.objects.standing().filter(pk__in=closed["made"])
    taken = set(Deadline.objects.filter(pk__in=closed["made"], met_on__isnull=False).values_list("event_id", "task"))
    still.update(withdrawn_on=today)
    for deadline in Deadline.objects.filter(pk__in=closed["withdrawn"]).select_related("event"):
        if (last_word(deadline.event).pk if deadline.event else None, deadline.task) not in taken:
            Deadline.objects.filter(pk=deadline.pk).update(withdrawn_on=None)
    own = of.contacts.filter(reached=True).order_by("happened_on").values_list("happened_on", flat=True).first()
    days = [day for day in (_day(closed["first_contact_on"]), own) if day]
    of.first_contact_on = min(days) if days else None
    of.save(update_fields=["first_contact_on"])
    if closed_on and duplicate.is_open:
        tell_what_came_while_closed(duplicate, closed_on, today)
    refresh_clocks(duplicate, today)
    refresh_clocks(of, today)
    audit.record(REOPENED, duplicate, by, region=duplicate.region_id, other=of.reference)
    return duplicate


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
