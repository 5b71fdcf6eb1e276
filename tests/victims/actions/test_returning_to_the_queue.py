"""A case never waits with an officer who has gone: it is in the manager's queue again, at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry, Organisation, User
from victims.actions.returning import return_to_queue
from victims.models import Allocation, Enrolment

pytestmark = pytest.mark.django_db
Working = Callable[..., Enrolment]
People = Callable[..., User]


def test_deactivating_an_officer_returns_their_cases_at_once(
    signed_in: Callable[..., Client], working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer)
    signed_in(Role.ADMIN).post(f"/people/{officer.reference}/deactivate/")
    assert list(Enrolment.objects.unallocated()) == [enrolment]
    assert Allocation.objects.get().until is not None
    assert AuditEntry.objects.get(verb="enrolment.returned").subject_ref == enrolment.reference


@pytest.mark.parametrize("change", ["role", "region"])
def test_an_officer_who_moved_or_changed_role_no_longer_holds_it(working: Working, person: People, change: str) -> None:
    officer = person()
    working(officer)
    if change == "role":
        officer.role = Role.VAO
    else:
        officer.organisation = Organisation.objects.get(kind="VLU", region="N59")
    officer.save()
    assert return_to_queue().done == 1
    assert Enrolment.objects.unallocated().count() == 1


def test_everybody_elses_cases_stay_and_doing_it_twice_changes_nothing(working: Working, person: People) -> None:
    gone, here = person(), person()
    working(gone)
    kept = working(here)
    gone.is_active = False
    gone.save()
    assert [return_to_queue().done, return_to_queue().done] == [1, 0]
    assert list(Enrolment.objects.worked_by(here)) == [kept]
