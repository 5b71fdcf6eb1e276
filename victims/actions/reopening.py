"""Somebody to whom contact was refused, and to whom changed facts now give more: looked at again, never left closed.
Whoever is open again is told of what was reported meanwhile."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from accounts import audit
from cases.enums import Verdict
from cases.models import KeyEvent
from cases.rules.eligibility import ENTITLEMENT, Assessment
from victims.actions.clocks import open_event_clock
from victims.actions.offering_again import open_offer_clock
from victims.enums import DeadlineKind, EnrolmentStatus
from victims.models import Deadline, DiscretionaryDecision, Enrolment
from victims.rules.discretion import NOT_ELIGIBLE, TELL_THEM_IT_ENDS
from vlu.lib import clock

REOPENED = audit.verb("enrolment.reopened", "opened it again, because facts changed and the rule now gives more")


def look_again(enrolment: Enrolment, answer: Assessment) -> None:
    """Where the rule gives more than the verdict in force: a refusal rested on facts that no longer hold and is set
    aside, and an enrolment that it closed is open again and waits for the manager of its unit.

    What was closed for another reason stays closed. Called before the new verdict is put in force, in its transaction.
    """
    if ENTITLEMENT.index(answer.verdict) >= ENTITLEMENT.index(Verdict(enrolment.verdict)):
        return
    now = clock.now()
    DiscretionaryDecision.objects.standing().filter(enrolment=enrolment, granted=False).update(superseded_at=now)
    # Nobody is told that contact ends on the strength of a refusal that no longer stands.
    Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.FOLLOW_UP, task=TELL_THEM_IT_ENDS).update(
        withdrawn_on=clock.today()
    )
    if enrolment.closed_because != NOT_ELIGIBLE:
        return
    enrolment.allocations.filter(until__isnull=True).update(until=now)
    enrolment.status, enrolment.closed_on, enrolment.closed_because = EnrolmentStatus.OPEN, None, ""
    enrolment.officer = None
    enrolment.full_clean()
    enrolment.save(update_fields=["status", "closed_on", "closed_because", "officer"])
    audit.record(REOPENED, enrolment, None, region=enrolment.region_id)


def tell_what_came_while_closed(enrolment: Enrolment, closed_on: date, today: date) -> None:
    """A clock for every event that was planned while this enrolment was closed, and so has none: as if it were reported
    today. The caller holds the lock of the enrolment, which the planner waits for."""
    since = Q(planned_at__isnull=True) | Q(planned_at__date__gte=closed_on)
    known = Deadline.objects.filter(enrolment=enrolment, event__isnull=False)
    open_clock = open_offer_clock if enrolment.is_dormant else open_event_clock
    missed = KeyEvent.objects.standing().filter(since, case=enrolment.case_id).exclude(pk__in=known.values("event"))
    for event in missed.order_by("pk"):
        open_clock(enrolment=enrolment, event=event, today=today)
