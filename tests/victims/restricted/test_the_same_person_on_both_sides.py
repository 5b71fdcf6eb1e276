"""Exactly the same names and date of birth on the two sides of a case is found in the transaction that adds either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.models import OffenderAlias
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory, VictimFactory
from victims.actions.access_grants import CannotBeLetIn, grant_access
from victims.actions.allocation import allocate
from victims.actions.both_sides import lift_restriction, look_for
from victims.models import BothSides, Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
BORN = date(1990, 5, 6)


@pytest.fixture
def enrolment(enrolled: Enrolled) -> Enrolment:
    return enrolled(victim=VictimFactory(first_names="Siân Mair", last_name="O'Dray", date_of_birth=BORN))


def restricted(enrolment: Enrolment) -> bool:
    enrolment.refresh_from_db()
    return enrolment.restricted


def test_a_new_offender_of_the_same_names_and_birth_restricts_the_victim(enrolment: Enrolment) -> None:
    offender = OffenderFactory(first_names="Sian Mair", last_name="ODRAY", date_of_birth=BORN)
    assert look_for(offenders=[offender.pk]) == 1
    assert restricted(enrolment)


def test_so_does_an_alias_and_so_does_a_new_victim(enrolment: Enrolment) -> None:
    offender = OffenderFactory(first_names="Sean", last_name="Other", date_of_birth=BORN)
    OffenderAlias.objects.create(offender=offender, first_names="Sian Mair", last_name="O’Dray")
    assert look_for(victims=[enrolment.victim_id]) == 1
    assert restricted(enrolment)


@pytest.mark.parametrize(
    "facts",
    [
        {"first_names": "Sian Mair", "last_name": "O'Dray", "date_of_birth": date(1990, 6, 5)},
        {"first_names": "Sian", "last_name": "O'Dray", "date_of_birth": BORN},
        {"first_names": "Sian Mair", "last_name": "O'Dray", "date_of_birth": None},
    ],
)
def test_anything_less_than_exact_restricts_nobody(enrolment: Enrolment, facts: dict[str, object]) -> None:
    assert look_for(offenders=[OffenderFactory(**facts).pk], victims=[enrolment.victim_id]) == 0
    assert not restricted(enrolment)


def test_found_twice_is_flagged_once_and_a_cleared_pair_is_not_found_again(
    enrolment: Enrolment, person: Callable[..., User]
) -> None:
    offender = OffenderFactory(first_names="Sian Mair", last_name="ODray", date_of_birth=BORN)
    assert [look_for(offenders=[offender.pk]), look_for(victims=[enrolment.victim_id])] == [1, 0]
    enrolment.refresh_from_db()
    lift_restriction(enrolment=enrolment, reason="Another person", by=person(Role.MANAGER))
    assert look_for(offenders=[offender.pk], victims=[enrolment.victim_id]) == 0
    assert not restricted(enrolment)
    assert BothSides.objects.count() == 1


def test_another_enrolment_of_a_flagged_victim_is_restricted_from_its_first_moment(enrolment: Enrolment) -> None:
    look_for(offenders=[OffenderFactory(first_names="Sian Mair", last_name="ODray", date_of_birth=BORN).pk])
    later = EnrolmentFactory(victim=enrolment.victim)
    look_for(victims=[enrolment.victim_id])
    assert restricted(later)


def test_whoever_works_a_case_of_the_same_person_as_offender_cannot_be_given_it(
    enrolment: Enrolment, working: Enrolled, person: Callable[..., User]
) -> None:
    conflicted, free, manager = person(name="Kim Low"), person(), person(Role.MANAGER)
    other_side = working(
        conflicted,
        case__conviction__offender=OffenderFactory(first_names="Sian Mair", last_name="ODray", date_of_birth=BORN),
    )
    look_for(offenders=[other_side.case.offender_id])
    enrolment.refresh_from_db()
    with pytest.raises(CannotBeLetIn, match="Kim Low works a case that must be kept apart"):
        allocate(enrolment=enrolment, officer=conflicted, by=manager)
    with pytest.raises(CannotBeLetIn, match="kept apart"):
        grant_access(enrolment=enrolment, person=conflicted, reason="Cover", by=manager)
    allocate(enrolment=enrolment, officer=free, by=manager)
    with pytest.raises(CannotBeLetIn, match="kept apart"):
        allocate(enrolment=other_side, officer=free, by=manager)
