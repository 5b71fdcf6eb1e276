"""The victim's page: safe contact before any number, one victim's details only, and every visit recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AccessLogEntry, User
from tests.factories.victims import EnrolmentFactory
from victims.actions.safe_contact import add_contact_point
from victims.models import ContactEntry, ContactPoint, Enrolment, SafeContact

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
Working = Callable[..., Enrolment]
People = Callable[..., User]


@pytest.fixture
def officer(person: People) -> User:
    return person()


@pytest.fixture
def enrolment(working: Working, officer: User) -> Enrolment:
    made = working(officer, victim__first_names="Maria", victim__last_name="Fenwick")
    add_contact_point(enrolment=made, kind="mobile", value="07700 900123", by=officer)
    return made


def url(enrolment: Enrolment, part: str = "") -> str:
    return f"/victims/{enrolment.reference}/{part}"


@pytest.mark.parametrize("part", ["", "contact/"])
def test_how_to_contact_safely_comes_before_the_number(
    signed_in: SignedIn, officer: User, enrolment: Enrolment, part: str
) -> None:
    page = signed_in(officer).get(url(enrolment, part)).content.decode()
    assert page.index("never withheld number") < page.index("Show numbers") < page.index("07700 900123")


@pytest.mark.parametrize("part", ["", "contact/", "safe-contact/", "numbers/add/", "decision/", "home-region/"])
def test_nobody_is_named_where_a_browser_keeps_the_title(
    signed_in: SignedIn, officer: User, enrolment: Enrolment, part: str
) -> None:
    page = signed_in(officer).get(url(enrolment, part)).text
    title, body = page.split("</title>", 1)
    assert "Maria" in body
    assert enrolment.case.reference in title
    assert not {"Maria", "Fenwick"} & set(title.replace("<title>", " ").split())


def test_a_visit_is_recorded_and_says_so(signed_in: SignedIn, officer: User, enrolment: Enrolment) -> None:
    page = signed_in(officer).get(url(enrolment)).content.decode()
    assert "Your visit is recorded" in page
    entry = AccessLogEntry.objects.get(subject_type="victims.victim")
    assert (entry.who, entry.subject_ref) == (officer, enrolment.victim.reference)


def test_another_victim_of_the_same_case_is_not_on_the_page(
    signed_in: SignedIn, officer: User, enrolment: Enrolment
) -> None:
    other = EnrolmentFactory(
        case=enrolment.case, offence=enrolment.offence, victim__first_names="Josie", victim__last_name="Tranter"
    )
    browser = signed_in(officer)
    assert "Tranter" not in browser.get(url(enrolment)).content.decode()
    assert "Tranter" in browser.get(url(other)).content.decode()


@pytest.mark.parametrize("part", ["", "contact/", "safe-contact/", "numbers/add/", "numbers/1/stop/"])
def test_another_region_gets_not_found_on_every_page_of_a_victim(
    signed_in: SignedIn, officer: User, enrolment: Enrolment, part: str
) -> None:
    assert "Fenwick" in signed_in(officer).get(url(enrolment, part)).content.decode()
    answer = signed_in(Role.MANAGER, region="N59").get(url(enrolment, part))
    assert answer.status_code == 404
    assert "Fenwick" not in answer.content.decode()
    assert "07700" not in answer.content.decode()


def test_recording_a_contact_takes_one_form_and_settles_the_clock(
    signed_in: SignedIn, officer: User, enrolment: Enrolment, friday: datetime
) -> None:
    answers = {
        "channel": "phone",
        "outcome": "spoke",
        "happened_on_day": "20",
        "happened_on_month": "11",
        "happened_on_year": "2026",
        "happened_at": "09:40",
        "they_asked": "Whether he may come to the school.",
    }
    page = signed_in(officer).post(url(enrolment, "contact/"), answers, follow=True).content.decode()
    assert "Contact recorded." in page
    assert "Whether he may come to the school." in page
    assert "First contact after sentence: met on time on Friday 20 November 2026" in page


def test_a_contact_that_makes_no_sense_is_refused_in_words_and_nothing_is_kept(
    signed_in: SignedIn, officer: User, enrolment: Enrolment, friday: datetime
) -> None:
    answers = {
        "channel": "phone",
        "outcome": "spoke",
        "happened_on_day": "21",
        "happened_on_month": "11",
        "happened_on_year": "2026",
        "already_knew": "The sentence",
    }
    page = signed_in(officer).post(url(enrolment, "contact/"), answers).content.decode()
    assert "Say who told them" in page
    answers["already_knew_from"] = "Police"
    page = signed_in(officer).post(url(enrolment, "contact/"), answers).content.decode()
    assert "The contact date cannot be after today." in page
    assert not ContactEntry.objects.exists()


def test_an_administration_officer_may_not_record_a_contact(
    signed_in: SignedIn, enrolment: Enrolment, friday: datetime
) -> None:
    browser = signed_in(Role.VAO)
    assert "Record a contact" not in browser.get(url(enrolment)).content.decode()
    assert browser.post(url(enrolment, "contact/"), {"channel": "phone"}).status_code == 403
    assert not ContactEntry.objects.exists()


def test_changing_safe_contact_keeps_the_old_preferences(
    signed_in: SignedIn, officer: User, enrolment: Enrolment
) -> None:
    shown = SafeContact.objects.get(victim=enrolment.victim)
    answers = {"preferred_channel": "email", "language": "Polish", "interpreter": "on", "format": "large_print"}
    answers |= {"seen": str(shown.pk)}
    page = signed_in(officer).post(url(enrolment, "safe-contact/"), answers, follow=True).content.decode()
    assert "Polish interpreter" in page
    assert SafeContact.objects.filter(victim=enrolment.victim).count() == 2
    assert SafeContact.objects.current().get(victim=enrolment.victim).format == "large_print"


def test_a_number_that_is_stopped_stays_on_record_with_the_reason(
    signed_in: SignedIn, officer: User, enrolment: Enrolment
) -> None:
    page = signed_in(officer).post(url(enrolment, "numbers/1/stop/"), {"reason": "He has the phone"}, follow=True)
    assert "07700 900123" not in page.content.decode()
    point = ContactPoint.objects.get()
    assert (point.value, point.retired_because) == ("07700 900123", "He has the phone")
