"""What somebody decided about contact, and what a decision may rest on."""

from __future__ import annotations

from datetime import date

from victims.enums import DeadlineKind, ReasonKind
from victims.models import ContactEntry, Deadline, Enrolment, LatenessReason, OfferAgainRule, ReasonCode, VictimDecision
from victims.rules.offering_again import OfferRule
from victims.rules.victim_decisions import ANSWERS, wish_sentence

SHOWN = 10


def current_decision(enrolment: Enrolment) -> VictimDecision | None:
    found = VictimDecision.objects.current().filter(enrolment=enrolment)
    return found.select_related("reason", "contact", "recorded_by").first()


def wish_of(enrolment: Enrolment) -> str:
    """What the officer must know before calling; empty while nothing keeps them from it."""
    decision = current_decision(enrolment) if enrolment.is_dormant else None
    if decision is None:
        return ""
    return wish_sentence(
        decision.kind, decision.decided_on, never_again=decision.never_again, ask_again_on=decision.ask_again_on
    )


def decisions_of(enrolment: Enrolment) -> list[VictimDecision]:
    """All of them, the current one first."""
    return list(VictimDecision.objects.filter(enrolment=enrolment).select_related("reason", "recorded_by"))


def answers_of(enrolment: Enrolment) -> list[ContactEntry]:
    """Contacts in which they spoke or replied, the latest first."""
    return list(ContactEntry.objects.filter(enrolment=enrolment, outcome__in=ANSWERS)[:SHOWN])


def attempts_of(enrolment: Enrolment) -> list[ContactEntry]:
    """Contacts that did not reach them."""
    return list(ContactEntry.objects.filter(enrolment=enrolment, reached=False))


def reasons_to_decline(today: date) -> list[ReasonCode]:
    return list(ReasonCode.objects.offered(ReasonKind.OPT_OUT, today))


def offers_to_make(enrolment: Enrolment) -> list[Deadline]:
    """Offers that are still to be made to them."""
    rows = Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.OFFER_AGAIN)
    return list(rows.select_related("event"))


def offer_rules() -> tuple[OfferRule, ...]:
    rows = OfferAgainRule.objects.order_by("code").values_list(
        "code", "trigger", "what", "lead_days", "act_within", "valid_from", "valid_to"
    )
    return tuple(OfferRule(*row) for row in rows)


def reasons_for_lateness(today: date) -> list[ReasonCode]:
    return list(ReasonCode.objects.offered(ReasonKind.LATENESS, today))


def lateness_of(enrolment: Enrolment) -> list[LatenessReason]:
    return list(LatenessReason.objects.filter(enrolment=enrolment).select_related("reason", "recorded_by"))
