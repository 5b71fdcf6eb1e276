"""The victim's page says what is urgent and what they have not been told, and shows what was explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from notifications.actions.planning import plan_events
from victims.models import Enrolment

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
Working = Callable[..., Enrolment]
People = Callable[..., User]
REPORTED = "Release is planned: Friday 27 November 2026"


@pytest.fixture
def officer(person: People) -> User:
    return person()


@pytest.fixture
def enrolment(working: Working, officer: User) -> Enrolment:
    return working(officer, victim__first_names="Maria", victim__last_name="ap Rhys")


@pytest.fixture
def reported(enrolment: Enrolment, person: People) -> Enrolment:
    manager = person(Role.OFFENDER_MANAGER, name="Peter Lacey")
    record_event(
        case=enrolment.case,
        kind=EventKind.RELEASE_PLANNED,
        happens_on=date(2026, 11, 27),
        note="On a tag",
        by=manager,
    )
    plan_events()
    return enrolment


def victim_page(browser: Client, enrolment: Enrolment, part: str = "") -> str:
    return " ".join(browser.get(f"/victims/{enrolment.reference}/{part}").text.split())


def test_nothing_is_urgent_or_untold_before_anything_is_reported(
    signed_in: SignedIn, officer: User, enrolment: Enrolment
) -> None:
    page = victim_page(signed_in(officer), enrolment)
    assert "Urgent:" not in page
    assert "Not told yet" not in page


def test_a_reported_release_stands_there_with_its_day_its_note_and_who_reported_it(
    signed_in: SignedIn, officer: User, reported: Enrolment
) -> None:
    page = victim_page(signed_in(officer), reported)
    assert "Urgent: Release is recorded for Friday 27 November 2026" in page
    assert f"<strong>{REPORTED}</strong>, reported by Peter Lacey on Friday 20 November 2026" in page
    assert "For staff only: On a tag" in page


def test_the_contact_form_asks_about_the_event_of_that_day(
    signed_in: SignedIn, officer: User, reported: Enrolment
) -> None:
    page = victim_page(signed_in(officer), reported, "contact/")
    assert "Urgent: Release is recorded for Friday 27 November 2026" in page
    assert REPORTED in page


def test_what_was_explained_stands_with_the_contact(signed_in: SignedIn, officer: User, enrolment: Enrolment) -> None:
    answers = {
        "channel": "phone",
        "outcome": "spoke",
        "happened_on_day": "20",
        "happened_on_month": "11",
        "happened_on_year": "2026",
        "explained": ["sentence", "complaints"],
    }
    browser = signed_in(officer)
    browser.post(f"/victims/{enrolment.reference}/contact/", answers)
    assert "<strong>Explained:</strong> What the sentence means; How to complain" in victim_page(browser, enrolment)


def test_a_manager_can_change_the_officer_from_the_victim_and_from_the_case(
    signed_in: SignedIn, officer: User, enrolment: Enrolment
) -> None:
    link = f'href="/allocation/{enrolment.reference}/"'
    manager = signed_in(Role.MANAGER)
    assert link in victim_page(manager, enrolment)
    assert link in manager.get(f"/cases/{enrolment.case.reference}/").text
    assert link not in victim_page(signed_in(officer), enrolment)


def test_the_initial_of_a_name_is_a_capital(enrolment: Enrolment) -> None:
    assert enrolment.victim.short_name == "Maria A."
