"""Two enrolments of one unit: one that will be restricted, one on the same case that stays open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.cases import SentenceFactory
from tests.factories.victims import VictimFactory
from victims.actions.both_sides import restrict_record
from victims.models import Enrolment

Working = Callable[..., Enrolment]


@pytest.fixture
def officer(person: Callable[..., User]) -> User:
    return person(Role.VLO, name="Jo Reed")


@pytest.fixture
def manager(person: Callable[..., User]) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


@pytest.fixture
def enrolment(working: Working, officer: User) -> Enrolment:
    """Of Zephyrine Hollis, worked by Jo Reed, on a case of Quintus Tarn."""
    return working(
        officer,
        victim=VictimFactory(first_names="Zephyrine", last_name="Hollis"),
        case__conviction__offender__first_names="Quintus",
        case__conviction__offender__last_name="Tarn",
    )


@pytest.fixture
def beside(working: Working, officer: User, enrolment: Enrolment) -> Enrolment:
    """Of Agnes Whimbrel, on the same case."""
    return working(
        officer,
        case=enrolment.case,
        offence=SentenceFactory(offence__conviction=enrolment.case.conviction).offence,
        victim=VictimFactory(first_names="Agnes", last_name="Whimbrel"),
    )


@pytest.fixture
def restrict(manager: User) -> Callable[[Enrolment], Enrolment]:
    def make(enrolment: Enrolment) -> Enrolment:
        restrict_record(enrolment=enrolment, reason="Known to a colleague", by=manager)
        enrolment.refresh_from_db()
        return enrolment

    return make
