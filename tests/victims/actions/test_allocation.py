"""An enrolment has one officer at every moment, of its own region."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import User
from victims.actions.allocation import CannotAllocate, allocate
from victims.models import Allocation, Enrolment

pytestmark = pytest.mark.django_db
Enrolled = Callable[..., Enrolment]
People = Callable[..., User]


def test_allocating_puts_it_on_the_officers_list(enrolled: Enrolled, person: People) -> None:
    enrolment, officer = enrolled(), person()
    allocate(enrolment=enrolment, officer=officer, by=person(Role.MANAGER))
    assert list(Enrolment.objects.worked_by(officer)) == [enrolment]
    assert not Enrolment.objects.unallocated().exists()


def test_moving_it_ends_the_old_allocation_when_the_new_one_begins(enrolled: Enrolled, person: People) -> None:
    enrolment, manager = enrolled(), person(Role.MANAGER)
    first, second = person(), person()
    allocate(enrolment=enrolment, officer=first, by=manager)
    allocate(enrolment=enrolment, officer=second, by=manager, reason="Leave")
    history = list(Allocation.objects.order_by("id").values_list("officer", "until", "since"))
    assert [row[0] for row in history] == [first.pk, second.pk]
    assert history[0][1] == history[1][2]
    assert history[1][1] is None


@pytest.mark.parametrize("facts", [{"role": Role.VAO}, {"region": "N59"}, {"is_active": False}])
def test_only_an_active_officer_of_the_owning_region_can_be_given_it(
    enrolled: Enrolled, person: People, facts: dict[str, object]
) -> None:
    enrolment = enrolled()
    with pytest.raises(CannotAllocate, match="not an active officer"):
        allocate(enrolment=enrolment, officer=person(**facts), by=person(Role.MANAGER))
    assert Allocation.objects.count() == 0


def test_giving_it_to_the_same_officer_again_is_refused_in_words(enrolled: Enrolled, person: People) -> None:
    enrolment, officer, manager = enrolled(), person(), person(Role.MANAGER)
    allocate(enrolment=enrolment, officer=officer, by=manager)
    with pytest.raises(CannotAllocate, match="already with"):
        allocate(enrolment=enrolment, officer=officer, by=manager)


def test_the_database_refuses_a_second_open_allocation(enrolled: Enrolled, person: People) -> None:
    enrolment, manager = enrolled(), person(Role.MANAGER)
    allocation = allocate(enrolment=enrolment, officer=person(), by=manager)
    with pytest.raises(IntegrityError, match="one_officer_at_a_time"), transaction.atomic():
        Allocation.objects.create(enrolment=enrolment, officer=person(), since=allocation.since, made_by=manager)
