"""The interface for other systems keeps the pages' rules: one's own work, one's own region, the same clocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry, User
from victims.models import ContactEntry, Enrolment

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
Working = Callable[..., Enrolment]
People = Callable[..., User]
SPOKE = {"happened_on": "2026-11-20", "channel": "phone", "outcome": "spoke"}


def contacts_url(enrolment: Enrolment) -> str:
    return f"/api/v1/enrolments/{enrolment.reference}/contacts/"


def test_the_work_list_is_ones_own_and_names_nobody(signed_in: SignedIn, working: Working, person: People) -> None:
    officer, colleague = person(), person()
    mine, hers = working(officer, victim__last_name="Fenwick"), working(colleague)
    answer = signed_in(officer).get("/api/v1/work/")
    assert [row["reference"] for row in answer.json()["rows"]] == [mine.reference]
    assert hers.reference not in answer.content.decode()
    assert "Fenwick" not in answer.content.decode()
    assert "Fenwick" in signed_in(officer).get(f"/victims/{mine.reference}/").content.decode()


def test_a_contact_sent_by_interface_meets_the_clock_and_is_audited(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer)
    answer = signed_in(officer).post(contacts_url(enrolment), SPOKE, content_type="application/json")
    assert (answer.status_code, answer.json()["reached"]) == (201, True)
    enrolment.refresh_from_db()
    assert enrolment.first_contact_on is not None
    assert AuditEntry.objects.filter(verb="enrolment.contact_recorded", actor=officer).count() == 1


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"role": Role.VLO, "region": "N59"}, 404),
        ({"role": Role.WCO}, 403),
        ({"role": Role.OFFENDER_MANAGER}, 403),
        ({"role": Role.HEAD}, 403),
        ({"role": Role.ADMIN}, 403),
    ],
)
def test_nobody_else_can_record_a_contact(
    signed_in: SignedIn, working: Working, person: People, facts: dict[str, str], status: int
) -> None:
    enrolment = working(person())
    answer = signed_in(person(**facts)).post(contacts_url(enrolment), SPOKE, content_type="application/json")
    assert answer.status_code == status
    assert not ContactEntry.objects.exists()


def test_without_a_session_there_is_no_entry(client: Client, working: Working, person: People) -> None:
    enrolment = working(person())
    assert client.get("/api/v1/work/").status_code in {302, 403}
    assert client.post(contacts_url(enrolment), SPOKE, content_type="application/json").status_code in {302, 403}
    assert not ContactEntry.objects.exists()


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({**SPOKE, "happened_on": "2026-11-21"}, 409, "cannot be after today"),
        ({**SPOKE, "happened_on": "2026-02-30"}, 400, "Date has wrong format"),
        ({**SPOKE, "channel": "pigeon"}, 400, "not a valid choice"),
        ({**SPOKE, "note": "a\x00b"}, 400, "no text holds"),
        ({}, 400, "required"),
    ],
)
def test_bad_input_gets_one_clear_answer_and_keeps_nothing(
    signed_in: SignedIn, working: Working, person: People, given: dict[str, str], status: int, words: str
) -> None:
    officer = person()
    answer = signed_in(officer).post(contacts_url(working(officer)), given, content_type="application/json")
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not ContactEntry.objects.exists()
