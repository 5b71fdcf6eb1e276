"""The rows about decisions, and what would break them: part of tests/architecture/broken_rows.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Model

from accounts.enums import Role
from tests.access.world import World
from tests.factories.cases import NOW
from victims.models import DiscretionaryDecision, LatenessReason, OfferDecision, ReasonCode, VictimDecision

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


CHANGED: dict[str, Broken] = {
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
    "one_current_decision_of_a_victim": (_decision, {}),
    "one_standing_discretionary_decision": (_discretion, {}),
    "reason_code_once_of_a_kind": (lambda world: ReasonCode.objects.earliest("pk"), {"key": "another"}),
    "lateness_reason_once_of_an_enrolment": (_lateness, {}),
}
