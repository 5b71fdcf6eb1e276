"""An offender manager, whom they manage, and a victim with something to leak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.models import Offender, Supervision
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory, SafeContactFactory
from victims.actions.allocation import allocate
from victims.actions.clocks import refresh_clocks
from victims.enums import ContactPointKind
from victims.models import ContactPoint, Enrolment


@pytest.fixture
def manager(person: Callable[..., User], friday: datetime) -> User:
    """The offender manager, on Friday 20 November 2026."""
    return person(Role.OFFENDER_MANAGER, name="Owen Marsh")


@pytest.fixture
def manages() -> Callable[..., Offender]:
    def make(officer: User, offender: Offender | None = None, **facts: Any) -> Offender:
        supervised = offender or OffenderFactory(**facts)
        Supervision.objects.create(offender=supervised, officer=officer, since=date(2026, 11, 10))
        return supervised

    return make


@pytest.fixture
def enrolled(manager: User, friday: datetime) -> Callable[..., Enrolment]:
    """Maria Fell with her number, address and safe words, on a case of the offender managed by `manager`."""

    def make(officer: User | None = None, **facts: Any) -> Enrolment:
        facts = {"victim__first_names": "Maria", "victim__last_name": "Fell", **facts}
        enrolment: Enrolment = EnrolmentFactory(**facts)
        SafeContactFactory(victim=enrolment.victim, words_to_avoid="zigzag")
        for kind, value in ((ContactPointKind.MOBILE, "07700 900 123"), (ContactPointKind.POST, "1 High Street")):
            ContactPoint.objects.create(victim=enrolment.victim, kind=kind, value=value, recorded_at=friday)
        refresh_clocks(enrolment, friday.date())
        if officer:
            allocate(enrolment=enrolment, officer=officer, by=manager)
        offender = enrolment.case.offender
        if not offender.supervisions.exists():
            Supervision.objects.create(offender=offender, officer=manager, since=date(2026, 11, 10))
        return enrolment

    return make
