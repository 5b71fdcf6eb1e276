"""What some people of the story decided about contact, and what a manager decided: one of every kind, as of today.

Each is a step of the replay, named by the victim and offender of its tale.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from accounts.models import User
from victims.actions.discretion import decide_discretion
from victims.actions.lateness import record_lateness
from victims.actions.victim_decisions import record_victim_decision
from victims.enums import VictimDecisionKind
from victims.models import DiscretionaryCriterion, Enrolment, ReasonCode
from victims.queries.victim_decisions import answers_of
from vlu.lib import clock

Decide = Callable[[Enrolment, User], object]
SEVERAL_MONTHS = timedelta(days=120)


def _from_them(kind: VictimDecisionKind, reason: str, note: str) -> Decide:
    def decide(enrolment: Enrolment, officer: User) -> object:
        contact = answers_of(enrolment)[0]
        asked_again = clock.today() + SEVERAL_MONTHS if kind == VictimDecisionKind.NOT_NOW else None
        return record_victim_decision(
            enrolment=enrolment,
            kind=kind,
            decided_on=contact.happened_on,
            contact=contact,
            told_by="themselves",
            explained=["scheme", "choices", "support"],
            reason=ReasonCode.objects.get(key=f"opt_out:{reason}"),
            note=note,
            ask_again_on=asked_again,
            by=officer,
        )

    return decide


def _not_traced(enrolment: Enrolment, officer: User) -> object:
    record_lateness(
        enrolment=enrolment, reason=ReasonCode.objects.get(key="lateness:WRONG_DETAILS"), note="", by=officer
    )
    return record_victim_decision(
        enrolment=enrolment,
        kind=VictimDecisionKind.COULD_NOT_TRACE,
        decided_on=clock.today(),
        tried="Asked the referrer and the officer in the case for another number.",
        ask_again_on=clock.today() + timedelta(days=14),
        by=officer,
    )


def _granted(enrolment: Enrolment, manager: User) -> object:
    return decide_discretion(
        enrolment=enrolment,
        granted=True,
        criterion=DiscretionaryCriterion.objects.get(code="DC5"),
        reason="Stalked for two years, and he has written to her from prison.",
        review_on=clock.today() + timedelta(days=182),
        by=manager,
    )


# (victim, offender): how many working days ago, by whom, and what. Thomas Grieve still waits for a decision.
DECISIONS: dict[tuple[str, str], tuple[int, str, Decide]] = {
    ("Amina Yusuf", "Scott Hale"): (
        42,
        "vlo3",
        _from_them(VictimDecisionKind.DECLINED, "MOVED_ON", "She has moved on and will ring us if that changes."),
    ),
    ("Nadia Karim", "Trevor Stone"): (
        11,
        "vlo2",
        _from_them(VictimDecisionKind.NOT_NOW, "TOO_PAINFUL", "Would like to be asked again after the winter."),
    ),
    ("Simon Kettle", "Barry Lomax"): (2, "vlo2", _not_traced),
    ("Denise Holt", "Philip Gage"): (12, "manager", _granted),
}
