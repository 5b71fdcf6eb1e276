"""The rows about decisions, and what would break them: part of tests/architecture/broken_rows.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Model

from accounts.enums import Role
from tests.access.world import World
from tests.factories.cases import NOW
from victims.models import (
    AgreedNote,
    Complaint,
    Deadline,
    DiscretionaryDecision,
    LatenessReason,
    OfferDecision,
    ReasonCode,
    VictimDecision,
)

TODAY = NOW.date()
Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def _decision(world: World, **facts: Any) -> VictimDecision:
    said = {"kind": "declined", "told_by": "referrer", "recorded_by": world.here[Role.VLO], "recorded_at": NOW}
    return VictimDecision.objects.create(**{"enrolment": world.enrolment, "decided_on": TODAY, **said, **facts})


def _not_now(world: World) -> VictimDecision:
    return _decision(world, kind="not_now", ask_again_on=TODAY + timedelta(days=90))


def _discretion(world: World) -> DiscretionaryDecision:
    return world.enrolment.discretionary_decisions.get()


def _offer(world: World) -> OfferDecision:
    return OfferDecision.objects.create(
        deadline=world.enrolment.deadlines.get(kind="decide_offer"),
        offer=True,
        reason="He is at large",
        decided_by=world.here[Role.MANAGER],
        decided_at=NOW,
    )


def _lateness(world: World) -> LatenessReason:
    return LatenessReason.objects.create(
        enrolment=world.enrolment,
        reason=ReasonCode.objects.get(key="lateness:WORKLOAD"),
        recorded_by=world.here[Role.VLO],
        recorded_at=NOW,
    )


def _complaint(world: World) -> Complaint:
    return world.complaint


def _answered(world: World) -> Complaint:
    """Acknowledged, answered and appealed against, all on one day; and the appeal answered."""
    complaint = world.complaint
    days = ("acknowledged_on", "outcome_on", "appeal_on", "appeal_outcome_on")
    Complaint.objects.filter(pk=complaint.pk).update(
        **dict.fromkeys(days, TODAY), eligible=True, outcome="upheld", appeal_outcome="upheld"
    )
    complaint.refresh_from_db()
    return complaint


def _note(world: World) -> AgreedNote:
    return world.note


def _clock_of_a_note(world: World) -> Deadline:
    return world.enrolment.deadlines.create(
        kind="send_note", limit_code="T21", contact=world.note.contact, started_on=TODAY, due_on=TODAY
    )


def _clock_of_a_complaint(world: World) -> Deadline:
    return world.complaint.deadlines.get()


CHANGED: dict[str, Broken] = {
    "complaint_says_what_it_is_about": (_complaint, {"summary": ""}),
    "complaint_is_acknowledged_with_a_decision": (_complaint, {"acknowledged_on": TODAY}),
    "complaint_is_answered_once_acknowledged": (_complaint, {"outcome": "upheld", "outcome_on": TODAY}),
    "complaint_is_appealed_once_answered": (_complaint, {"appeal_on": TODAY}),
    "appeal_is_answered_once_made": (_answered, {"appeal_outcome": ""}),
    "complaint_is_withdrawn_once_received": (_complaint, {"withdrawn_on": TODAY - timedelta(days=1)}),
    "note_is_answered_after_it_is_sent": (_note, {"answer": "agreed", "answered_on": TODAY - timedelta(days=1)}),
    "note_not_agreed_says_what_they_said": (_note, {"answer": "amended", "answered_on": TODAY}),
    "clock_names_its_note_or_complaint": (_clock_of_a_note, {"contact": None}),
    "reply_is_owed_to_a_question": (lambda world: world.note.contact, {"owes_reply": True}),
    "enrolment_wish_is_known": (lambda world: world.enrolment, {"wish": "perhaps"}),
    "victim_decision_kind_is_known": (_decision, {"kind": "perhaps"}),
    "decision_says_when_to_ask_again": (_not_now, {"ask_again_on": None}),
    "only_a_decline_is_for_ever": (_not_now, {"never_again": True}),
    "decline_rests_on_a_contact": (_decision, {"told_by": "themselves"}),
    "decision_says_who_told_us": (_decision, {"told_by": "", "kind": "accepted"}),
    "offer_decision_gives_a_reason": (_offer, {"reason": ""}),
    "discretionary_decision_gives_a_reason": (_discretion, {"reason": ""}),
    "grant_has_a_criterion_and_a_review": (_discretion, {"granted": True}),
    "outcome_was_told_on_a_day_in_a_way": (_discretion, {"told_on": TODAY}),
}

REPEATED: dict[str, Broken] = {
    "one_clock_for_a_note": (_clock_of_a_note, {}),
    "one_clock_for_a_complaint": (_clock_of_a_complaint, {}),
    "one_current_decision_of_a_victim": (_decision, {}),
    "one_standing_discretionary_decision": (_discretion, {}),
    "reason_code_once_of_a_kind": (lambda world: ReasonCode.objects.earliest("pk"), {"key": "another"}),
    "lateness_reason_once_of_an_enrolment": (_lateness, {}),
}
