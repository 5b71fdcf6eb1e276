"""Rows of rule sets and verdicts, and what would break them (tests.architecture.broken_rows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from cases.models import EligibilityRuleSet
from tests.access.world import World
from tests.factories.cases import NOW, SENTENCED
from victims.models import EligibilityVerdict

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def new_act(world: World) -> EligibilityRuleSet:
    return EligibilityRuleSet.objects.get(version="2026-vca")


def rule_set(world: World) -> EligibilityRuleSet:
    return EligibilityRuleSet.objects.get(version="2026-11")


def verdict(world: World) -> EligibilityVerdict:
    enrolment = world.enrolment
    return EligibilityVerdict.objects.create(
        enrolment=enrolment,
        verdict=enrolment.verdict,
        scheme=enrolment.scheme,
        offence=enrolment.offence,
        cause="enrolled",
        decided_at=NOW,
    )


def waiting_verdict(world: World) -> EligibilityVerdict:
    row = verdict(world)
    row.waits_for_manager = True
    row.save()
    return row


CHANGED: dict[str, Broken] = {
    "rule_set_commences_only_where_needed": (rule_set, {"commences_on": SENTENCED, "commencement_entered_at": NOW}),
    "rule_set_commencement_was_entered": (new_act, {"commences_on": SENTENCED}),
    "rule_set_has_a_threshold": (rule_set, {"months_for_statutory": 0}),
    "verdict_is_known": (verdict, {"verdict": "MAYBE"}),
    "verdict_scheme_is_known": (verdict, {"scheme": "HELPLINE"}),
    "verdict_cause_is_known": (verdict, {"cause": "whim"}),
    "verdict_of_a_person_says_who": (verdict, {"cause": "accepted"}),
    "verdict_override_says_why": (verdict, {"override_code": "DATA_ERROR"}),
}
REPEATED: dict[str, Broken] = {
    "one_current_verdict_of_an_enrolment": (verdict, {}),
    "one_verdict_waits_for_a_manager": (waiting_verdict, {}),
}
