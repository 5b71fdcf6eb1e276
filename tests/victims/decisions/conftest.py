"""Somebody on an officer's list who was spoken to, and ways to record what they decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from victims.actions.contact import record_contact
from victims.actions.victim_decisions import record_victim_decision
from victims.models import ContactEntry, Enrolment, VictimDecision

Decide = Callable[..., VictimDecision]


@pytest.fixture
def jo(person: Callable[..., User]) -> User:
    return person(Role.VLO, name="Jo Reed")


@pytest.fixture
def enrolment(working: Callable[..., Enrolment], jo: User) -> Enrolment:
    return working(jo)


@pytest.fixture
def spoke(enrolment: Enrolment, jo: User, friday: datetime) -> ContactEntry:
    return record_contact(
        enrolment=enrolment, happened_on=friday.date(), channel="phone", outcome="spoke", explained=["scheme"], by=jo
    )


@pytest.fixture
def decide(enrolment: Enrolment, jo: User, friday: datetime) -> Decide:
    """Record a decision of the enrolment's person, by Jo, today unless told otherwise."""

    def record(kind: str, **facts: Any) -> VictimDecision:
        said: dict[str, Any] = {"told_by": "themselves", "explained": ["scheme"]}
        if kind == "could_not_trace":
            said = {}
        if kind in {"not_now", "could_not_trace"}:
            said["ask_again_on"] = date(2027, 2, 1)
        return record_victim_decision(
            **{"enrolment": enrolment, "kind": kind, "decided_on": friday.date(), "by": jo, **said, **facts}
        )

    return record
