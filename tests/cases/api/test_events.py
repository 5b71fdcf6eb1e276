"""An offender manager's system reports an event: the officer has an action at once, and nobody else can report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from cases.actions.supervision import name_offender_manager
from cases.models import KeyEvent
from tests.factories.victims import EnrolmentFactory
from victims.enums import DeadlineKind
from victims.models import Deadline, Enrolment

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
People = Callable[..., User]
RELEASED = {"kind": "released", "happens_on": "2026-11-20"}


@pytest.fixture
def enrolment(friday: datetime, person: People) -> Enrolment:
    made: Enrolment = EnrolmentFactory()
    return made


def url(enrolment: Enrolment) -> str:
    return f"/api/v1/offenders/{enrolment.case.offender.reference}/events/"


def test_a_release_becomes_an_action_at_once(signed_in: SignedIn, person: People, enrolment: Enrolment) -> None:
    person(Role.MANAGER)  # somebody of the unit must be there to be told
    manager = person(Role.OFFENDER_MANAGER)
    name_offender_manager(case=enrolment.case, officer=manager, by=person(Role.VAO))
    answer = signed_in(manager).post(url(enrolment), RELEASED, content_type="application/json")
    assert answer.status_code == 201
    assert Deadline.objects.standing().get(enrolment=enrolment, kind=DeadlineKind.TELL_OF_EVENT).task == "Released"


@pytest.mark.parametrize(("role", "status"), [(Role.OFFENDER_MANAGER, 404), (Role.VLO, 403), (Role.WCO, 403)])
def test_somebody_who_does_not_manage_the_offender_cannot_report(
    signed_in: SignedIn, enrolment: Enrolment, role: Role, status: int
) -> None:
    answer = signed_in(role).post(url(enrolment), RELEASED, content_type="application/json")
    assert answer.status_code == status
    assert not KeyEvent.objects.exists()


def test_another_event_without_a_note_and_a_future_release_are_refused(
    signed_in: SignedIn, person: People, enrolment: Enrolment
) -> None:
    manager = person(Role.OFFENDER_MANAGER)
    name_offender_manager(case=enrolment.case, officer=manager, by=person(Role.VAO))
    browser = signed_in(manager)
    other = browser.post(url(enrolment), {**RELEASED, "kind": "other"}, content_type="application/json")
    ahead = browser.post(url(enrolment), {**RELEASED, "happens_on": "2026-11-21"}, content_type="application/json")
    assert (other.status_code, ahead.status_code) == (400, 409)
    assert "the date cannot be after today" in ahead.json()["sentence"]
    assert not KeyEvent.objects.exists()
