"""Somebody to whom contact was refused, and to whom changed facts now give more: looked at again, never left closed."""

from __future__ import annotations

from accounts import audit
from cases.enums import Verdict
from cases.rules.eligibility import ENTITLEMENT, Assessment
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
