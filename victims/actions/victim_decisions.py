"""Record what somebody decided about contact. A decision meets no clock: only the contact it rests on does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cases.models import KeyEvent
from victims.actions.clocks import open_event_clock, refresh_clocks
from victims.actions.offering_again import ask_again
from victims.enums import DeadlineKind, DecisionSource, VictimDecisionKind
from victims.models import ContactEntry, Deadline, Enrolment, ReasonCode, VictimDecision
from victims.queries.victim_decisions import attempts_of
from victims.rules.victim_decisions import DecisionFacts, is_an_answer, why_not
from vlu.lib import clock
from vlu.lib.errors import DomainError

# What they decided is kept and sealed, and not in the sentence: administrators read the trail and see no case.
DECIDED = audit.verb("enrolment.victim_decided", "recorded what somebody decided about contact")


class CannotRecordDecision(DomainError):
    code = "cannot_record_decision"


@transaction.atomic
def record_victim_decision(
    *,
    enrolment: Enrolment,
    kind: str,
    decided_on: date,
    by: User,
    contact: ContactEntry | None = None,
    told_by: str = "",
    explained: Sequence[str] = (),
    reason: ReasonCode | None = None,
    note: str = "",
    tried: str = "",
    ask_again_on: date | None = None,
    never_again: bool = False,
) -> VictimDecision:
    """Supersedes the decision before it, settles the offers made up to that day, and derives the clocks anew.

    Declined, not now and could not be traced leave the enrolment open and dormant: events are offered, not told. When
    they want contact after all, everything reported meanwhile becomes an action again.

    Raises CannotRecordDecision, in words, when something is missing (victims.rules.victim_decisions.why_not).
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    attempts = attempts_of(locked) if kind == VictimDecisionKind.COULD_NOT_TRACE else []
    answered_on = contact.happened_on if contact and is_an_answer(contact.outcome) else None
    facts = DecisionFacts(kind, decided_on, told_by, len(explained), answered_on, len(attempts), ask_again_on)
    _refuse_unless_possible(locked, facts)
    now = clock.now()
    VictimDecision.objects.current().filter(enrolment=locked).update(superseded_at=now)
    decision = VictimDecision(
        enrolment=locked,
        kind=kind,
        decided_on=decided_on,
        contact=contact,
        told_by=told_by,
        explained=list(explained),
        reason=reason,
        note=note,
        tried=tried,
        ask_again_on=ask_again_on,
        never_again=never_again,
        recorded_by=by,
        recorded_at=now,
    )
    decision.full_clean()
    decision.save()
    decision.attempts.set(attempts)
    _follow(decision, locked)
    audit.record(DECIDED, locked, by, region=locked.region_id, decision=decision.get_kind_display())
    enrolment.refresh_from_db()
    return decision


def rejoin(*, enrolment: Enrolment, by: User) -> VictimDecision:
    """They want contact after all. One press, at any time."""
    return record_victim_decision(
        enrolment=enrolment,
        kind=VictimDecisionKind.ACCEPTED,
        decided_on=clock.today(),
        told_by=DecisionSource.THEMSELVES,
        by=by,
    )


def _refuse_unless_possible(enrolment: Enrolment, facts: DecisionFacts) -> None:
    if not enrolment.is_open:
        raise CannotRecordDecision(f"{enrolment.reference} is closed, so no decision can be recorded.")
    if sentence := why_not(facts, enrolment.sentenced_on, clock.today()):
        raise CannotRecordDecision(sentence)


def _follow(decision: VictimDecision, enrolment: Enrolment) -> None:
    """What changes with the decision, before the clocks are derived anew."""
    today = clock.today()
    enrolment.wish = decision.kind
    enrolment.save(update_fields=["wish"])
    standing = Deadline.objects.standing().filter(enrolment=enrolment)
    standing.filter(kind=DeadlineKind.OFFER_AGAIN, started_on__lte=decision.decided_on).update(
        met_on=decision.decided_on
    )
    if decision.never_again:
        _ask_the_managers(enrolment)
    if enrolment.is_dormant:
        standing.filter(kind=DeadlineKind.TELL_OF_EVENT).update(withdrawn_on=today)
        if decision.ask_again_on:
            ask_again(decision)
    else:
        standing.filter(kind__in=[DeadlineKind.OFFER_AGAIN, DeadlineKind.DECIDE_OFFER]).update(withdrawn_on=today)
        _tell_what_was_missed(enrolment, today)
    refresh_clocks(enrolment, today)


def _ask_the_managers(enrolment: Enrolment) -> None:
    """An offer that the officer had still to make is a manager's question from now on."""
    asked = Deadline.objects.filter(enrolment=enrolment, kind=DeadlineKind.DECIDE_OFFER, event__isnull=False)
    offers = Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.OFFER_AGAIN)
    offers.exclude(event__in=asked.values("event")).update(kind=DeadlineKind.DECIDE_OFFER)


def _tell_what_was_missed(enrolment: Enrolment, today: date) -> None:
    """Events reported while they had no contact, and not told since, become actions again."""
    missed = Deadline.objects.filter(enrolment=enrolment).filter(
        Q(kind=DeadlineKind.TELL_OF_EVENT, withdrawn_on__isnull=False, met_on__isnull=True)
        | Q(kind__in=[DeadlineKind.OFFER_AGAIN, DeadlineKind.DECIDE_OFFER], event__isnull=False)
    )
    for event in KeyEvent.objects.standing().filter(pk__in=missed.values("event")).order_by("pk"):
        opened = open_event_clock(enrolment=enrolment, event=event, today=today)
        if opened is not None and opened.withdrawn_on is not None and opened.met_on is None:
            opened.withdrawn_on, opened.due_on = None, today
            opened.save(update_fields=["withdrawn_on", "due_on"])
