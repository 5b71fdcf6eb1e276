"""Enrolments with real clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.victims import EnrolmentFactory, SafeContactFactory
from victims.actions.allocation import allocate
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment


@pytest.fixture
def enrolled(friday: datetime) -> Callable[..., Enrolment]:
    """An enrolment in Kent, Surrey and Sussex with its clocks, and the victim's safe contact."""

    def make(**facts: Any) -> Enrolment:
        enrolment: Enrolment = EnrolmentFactory(**facts)
        SafeContactFactory(victim=enrolment.victim)
        refresh_clocks(enrolment, friday.date())
        return enrolment

    return make


@pytest.fixture
def working(enrolled: Callable[..., Enrolment], person: Callable[..., User]) -> Callable[..., Enrolment]:
    """The same, already allocated to an officer by a manager of the unit."""

    def make(officer: User, **facts: Any) -> Enrolment:
        enrolment = enrolled(**facts)
        allocate(enrolment=enrolment, officer=officer, by=person(Role.MANAGER))
        enrolment.refresh_from_db()
        return enrolment

    return make
