"""A manager's decision about contact without a right to it, and telling the referrer. Nothing closes before that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.enums import Scheme
from cases.queries.calendar import working_calendar
from victims.actions.clocks import refresh_clocks
from victims.enums import DeadlineKind, EnrolmentStatus, OutcomeTold
from victims.models import Deadline, DiscretionaryCriterion, DiscretionaryDecision, Enrolment, Referral
from victims.rules.discretion import NOT_ELIGIBLE, TELL_THEM_IT_ENDS, TO_DECIDE
from vlu.lib import clock
from vlu.lib.errors import DomainError

# What was decided is kept and sealed, and not in the sentence: administrators read the trail and see no case.
DECIDED = audit.verb("enrolment.discretion_decided", "decided about discretionary contact")
TOLD = audit.verb("enrolment.outcome_told", "recorded that the referrer knows the decision")
CLOSED = audit.verb("enrolment.not_offered", "recorded that the referrer knows the decision, and closed it")
WORKING_DAYS_TO_TELL = 10  # as for a reply to anybody in contact; no source gives a number


class CannotDecideDiscretion(DomainError):
    code = "cannot_decide_discretion"


@transaction.atomic
def decide_discretion(
    *,
    enrolment: Enrolment,
    granted: bool,
    reason: str,
    by: User,
    criterion: DiscretionaryCriterion | None = None,
    review_on: date | None = None,
) -> DiscretionaryDecision:
    """Supersedes the decision before it. Granted: the scheme is discretionary contact, with a review on its day. Not
    granted: nothing closes until the referrer knows and, if they are in contact, the person was told that it ends.

    Raises CannotDecideDiscretion when nothing waits for a decision or a grant lacks its criterion or review date.
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    earlier = DiscretionaryDecision.objects.standing().filter(enrolment=locked)
    today = clock.today()
    _refuse_unless_possible(locked, decided_before=earlier.exists())
    if granted and (criterion is None or review_on is None or review_on <= today):
        raise CannotDecideDiscretion("To allow contact, choose a criterion and a review date after today.")
    earlier.update(superseded_at=clock.now())
    decision = DiscretionaryDecision(
        enrolment=locked,
        granted=granted,
        criterion=criterion,
        reason=reason,
        decided_by=by,
        decided_on=today,
        review_on=review_on if granted else None,
    )
    decision.full_clean()
    decision.save()
    _follow(decision, locked, today)
    audit.record(DECIDED, locked, by, region=locked.region_id, granted="yes" if granted else "no")
    enrolment.refresh_from_db()
    return decision


def _refuse_unless_possible(enrolment: Enrolment, *, decided_before: bool) -> None:
    if not enrolment.is_open:
        raise CannotDecideDiscretion(f"{enrolment.reference} is closed, so there is nothing to decide.")
    if enrolment.verdict not in TO_DECIDE and not decided_before:
        raise CannotDecideDiscretion("They have a right to a scheme, so no manager has to decide.")


def _follow(decision: DiscretionaryDecision, enrolment: Enrolment, today: date) -> None:
    clocks = Deadline.objects.standing().filter(enrolment=enrolment)
    clocks.filter(kind=DeadlineKind.REVIEW).update(met_on=today)
    clocks.filter(kind=DeadlineKind.FOLLOW_UP, task=TELL_THEM_IT_ENDS).update(withdrawn_on=today)
    if decision.granted and decision.review_on:
        if enrolment.verdict in TO_DECIDE:
            enrolment.scheme = Scheme.DISCRETIONARY
            enrolment.save(update_fields=["scheme"])
        _open(enrolment, DeadlineKind.REVIEW, "Review discretionary contact", today, decision.review_on)
    elif enrolment.first_contact_on is not None:
        due_on = working_calendar().add(today, WORKING_DAYS_TO_TELL)
        _open(enrolment, DeadlineKind.FOLLOW_UP, TELL_THEM_IT_ENDS, today, due_on)
    refresh_clocks(enrolment, today)


def end_discretion(enrolment: Enrolment, now: datetime) -> None:
    """The verdict a decision rested on is no longer in force. Somebody with a right now needs no permission, and a
    refusal must not close their case; where they are not eligible, what was allowed waits for a new decision. Nothing
    is left to review, or to tell them."""
    today = now.astimezone(clock.LONDON).date()
    decisions = DiscretionaryDecision.objects.standing().filter(enrolment=enrolment)
    clocks = Deadline.objects.standing().filter(enrolment=enrolment)
    if enrolment.verdict in TO_DECIDE:
        decisions = decisions.filter(granted=True)
    else:
        clocks.filter(kind=DeadlineKind.FOLLOW_UP, task=TELL_THEM_IT_ENDS).update(withdrawn_on=today)
    decisions.update(superseded_at=now)
    clocks.filter(kind=DeadlineKind.REVIEW).update(withdrawn_on=today)


def _open(enrolment: Enrolment, kind: DeadlineKind, task: str, started_on: date, due_on: date) -> None:
    deadline = Deadline(enrolment=enrolment, kind=kind, task=task, started_on=started_on, due_on=due_on)
    deadline.full_clean()
    deadline.save()


@transaction.atomic
def tell_outcome(*, decision: DiscretionaryDecision, how: str, told_on: date, by: User) -> DiscretionaryDecision:
    """Record how the referrer learned of it; closes the enrolment when it was not granted and nobody else must be told.

    Raises CannotDecideDiscretion for a decision that was superseded, a date outside it, or a referrer left out.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=decision.enrolment_id)
    standing = DiscretionaryDecision.objects.standing().filter(pk=decision.pk).first()
    if standing is None:
        raise CannotDecideDiscretion("This decision was replaced by a later one.")
    if not standing.decided_on <= told_on <= clock.today():
        raise CannotDecideDiscretion("The day must not be before the decision or after today.")
    if how == OutcomeTold.NO_REFERRER and enrolment.referral_id is not None:
        raise CannotDecideDiscretion("Somebody referred this person. Tell them, and record how.")
    if standing.told_on is None:
        standing.told_on, standing.told_how, standing.told_recorded_by = told_on, how, by
        standing.full_clean()
        standing.save()
    closed = not standing.granted and _close(enrolment)
    audit.record(CLOSED if closed else TOLD, enrolment, by, region=enrolment.region_id, how=OutcomeTold(how).label)
    return standing


def _close(enrolment: Enrolment) -> bool:
    """Whether it is closed now; not while the person has still to be told that contact ends."""
    waiting = Deadline.objects.standing().filter(enrolment=enrolment, task=TELL_THEM_IT_ENDS)
    if waiting.exists() or not enrolment.is_open:
        return False
    enrolment.status = EnrolmentStatus.CLOSED
    enrolment.closed_on, enrolment.closed_because = clock.today(), NOT_ELIGIBLE
    enrolment.save(update_fields=["status", "closed_on", "closed_because"])
    refresh_clocks(enrolment, clock.today())
    return True


@transaction.atomic
def read_outcome(*, referral: Referral, seen: Collection[int], by: User) -> int:
    """The referrer has read the decisions in `seen`, the keys of those their page showed: what was decided since stays
    unread. Returns how many were news."""
    unread = DiscretionaryDecision.objects.standing().filter(enrolment__referral=referral, told_on__isnull=True)
    decisions = [decision for decision in unread.order_by("pk") if decision.pk in seen]
    for decision in decisions:
        tell_outcome(decision=decision, how=OutcomeTold.IN_SERVICE, told_on=clock.today(), by=by)
    return len(decisions)
