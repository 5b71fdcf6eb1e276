"""The feed: what anybody who has the link may read, which is little, and when it reads nothing any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actions.calendar_links import make_calendar_link, stop_calendar_link
from accounts.actions.people import change_person, deactivate_person, reactivate_person
from accounts.enums import OrganisationKind, Role
from accounts.models import AuditEntry, CalendarLink, User
from accounts.queries.calendar_links import USES_OF_A_CLIENT, USES_OF_A_LINK
from cases.models import KeyDate
from tests.factories.accounts import unit
from tests.factories.cases import NOW
from victims.models import AccessGrant, Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Working = Callable[..., Enrolment]
PLANTED = {
    "victim__first_names": "Perpetua",
    "victim__last_name": "Quillfeather",
    "case__conviction__offender__first_names": "Neil",
    "case__conviction__offender__last_name": "Brackenbury",
}


@pytest.fixture
def officer(person: Callable[..., User]) -> User:
    return person(Role.VLO)


@pytest.fixture
def browser() -> Client:
    """From an address of its own, since uses are counted."""
    return Client(REMOTE_ADDR=f"calendar-{uuid4()}")


def feed_of(person: User, browser: Client) -> str:
    answer = browser.get(f"/calendar/{make_calendar_link(by=person)}.ics")
    assert answer.status_code == 200
    return answer.text.replace("\r\n ", "")


def summaries(text: str) -> list[str]:
    return re.findall(r"SUMMARY:(.*)\r\n", text)


def clock_of(enrolment: Enrolment, kind: str, **facts: object) -> Deadline:
    given = {"task": "", "started_on": NOW.date(), "due_on": NOW.date() + timedelta(days=5), **facts}
    return Deadline.objects.create(enrolment=enrolment, kind=kind, **given)


def test_an_entry_has_the_reference_and_no_more(officer: User, browser: Client, working: Working) -> None:
    enrolment = working(officer, reference="KSS-26-0412", **PLANTED)
    Deadline.objects.filter(enrolment=enrolment).delete()
    clock_of(enrolment, "first_contact", due_on=date(2026, 12, 1))
    clock_of(enrolment, "offer_again", task="Offer contact again: a hearing is listed")
    clock_of(enrolment, "follow_up", task="Ring her sister in Hove", due_on=date(2026, 11, 18))

    text = feed_of(officer, browser)

    assert set(summaries(text)) == {
        "KSS-26-0412: first contact due",
        "KSS-26-0412: something is due",
        "KSS-26-0412: next step late",
    }


def test_nothing_confidential_is_in_the_feed(officer: User, browser: Client, working: Working) -> None:
    enrolment = working(officer, reference="KSS-26-0412", **PLANTED)
    event = enrolment.case.events.create(
        kind="release_planned", happens_on=NOW.date(), note="by coach", reported_by=officer, reported_at=NOW
    )
    clock_of(enrolment, "tell_of_event", event=event, task="Release is planned")
    for kind in ("release", "tariff_expiry"):
        KeyDate.objects.create(
            case=enrolment.case,
            kind=kind,
            falls_on=date(2026, 12, 9),
            source="imported",
            recorded_by=officer,
            recorded_at=NOW,
        )

    text = feed_of(officer, browser)

    assert len(summaries(text)) == 4, "there is something to leak"
    kept = {"Perpetua", "Quillfeather", "Neil", "Brackenbury", enrolment.offence.title, officer.name, officer.email}
    telling = {"release", "tariff", "minimum term", "parole", "sentence", "planned", "coach", "victim", "offender"}
    assert [word for word in kept | telling if word.lower() in text.lower()] == []
    assert f"{enrolment.case.reference}: key date\\, not confirmed" in text


def test_a_restricted_case_has_not_even_a_reference(
    officer: User, browser: Client, person: Callable[..., User], working: Working
) -> None:
    enrolment = working(officer, reference="KSS-26-0412", **PLANTED)
    KeyDate.objects.create(
        case=enrolment.case,
        kind="release",
        falls_on=date(2026, 12, 9),
        source="prison",
        recorded_by=officer,
        recorded_at=NOW,
    )
    AccessGrant.objects.create(
        enrolment=enrolment, person=officer, granted_by=person(Role.MANAGER), reason="Theirs", since=clock.now()
    )
    Enrolment.objects.filter(pk=enrolment.pk).update(restricted=True)

    text = feed_of(officer, browser)

    assert summaries(text) == ["Restricted case: something is due"] * 2
    assert "KSS-26-0412" not in text
    assert enrolment.case.reference not in text


def test_only_their_own_open_cases_of_their_present_region(
    officer: User, browser: Client, person: Callable[..., User], working: Working
) -> None:
    working(officer, reference="KSS-26-0412")
    working(person(Role.VLO), reference="KSS-26-0413")
    link = f"/calendar/{make_calendar_link(by=officer)}.ics"
    said = browser.get(link).text
    assert ["KSS-26-0412" in said, "KSS-26-0413" in said] == [True, False]

    organisation = unit(OrganisationKind.VLU, region="N59")
    change_person(
        person=officer, name=officer.name, role=Role.VLO, organisation=organisation, phone="", by=person(Role.ADMIN)
    )

    moved = browser.get(link)
    assert (moved.status_code, "KSS-26" in moved.text) == (200, False)


def test_a_managers_feed_holds_what_waits_for_a_manager(
    browser: Client, officer: User, person: Callable[..., User], working: Working
) -> None:
    enrolment = working(officer, reference="KSS-26-0412")
    clock_of(enrolment, "review", task="Review discretionary contact")

    assert summaries(feed_of(person(Role.MANAGER), browser)) == ["KSS-26-0412: something is due"]


def test_an_entry_that_moves_stays_the_same_entry(officer: User, browser: Client, working: Working) -> None:
    link = f"/calendar/{make_calendar_link(by=officer)}.ics"
    enrolment = working(officer)
    before = re.findall(r"UID:(.*)\r\n", browser.get(link).text)

    Deadline.objects.filter(enrolment=enrolment).update(due_on=date(2026, 12, 24))

    assert before
    assert re.findall(r"UID:(.*)\r\n", browser.get(link).text) == before
    assert "DTSTART;VALUE=DATE:20261224" in browser.get(link).text


def test_nobody_on_the_way_keeps_it(officer: User, browser: Client) -> None:
    answer = browser.get(f"/calendar/{make_calendar_link(by=officer)}.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def refused(link: str, browser: Client) -> tuple[int, str]:
    answer = browser.get(link)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, re.sub(r'nonce="[^"]*"', "", answer.text)


def test_every_link_that_does_not_work_is_answered_alike(
    officer: User, browser: Client, person: Callable[..., User]
) -> None:
    replaced = f"/calendar/{make_calendar_link(by=officer)}.ics"
    stopped = f"/calendar/{make_calendar_link(by=officer)}.ics"
    stop_calendar_link(by=officer)
    leaver, admin = person(Role.VLO), person(Role.ADMIN)
    left = f"/calendar/{make_calendar_link(by=leaver)}.ics"
    deactivate_person(person=leaver, by=admin)
    promoted = person(Role.VLO)
    other_role = f"/calendar/{make_calendar_link(by=promoted)}.ics"
    organisation = unit(OrganisationKind.NATIONAL)
    change_person(person=promoted, name="Now Head", role=Role.HEAD, organisation=organisation, phone="", by=admin)

    answers = {refused(link, browser) for link in ("/calendar/wrong.ics", replaced, stopped, left, other_role)}

    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_a_link_stays_dead_when_its_owner_comes_back(
    officer: User, browser: Client, person: Callable[..., User]
) -> None:
    link, admin = f"/calendar/{make_calendar_link(by=officer)}.ics", person(Role.ADMIN)
    deactivate_person(person=officer, by=admin)
    reactivate_person(person=officer, by=admin)

    assert browser.get(link).status_code == 404


def test_only_the_hash_of_the_secret_is_kept(officer: User) -> None:
    secret = make_calendar_link(by=officer)

    link = CalendarLink.objects.get()
    assert secret not in str(vars(link))
    assert [entry for entry in AuditEntry.objects.all() if secret in str(vars(entry))] == []
    assert len(secret) >= 43


def test_the_day_it_was_last_used_is_written_once_a_day(officer: User, browser: Client) -> None:
    link = f"/calendar/{make_calendar_link(by=officer)}.ics"
    assert CalendarLink.objects.get().last_used_on is None

    browser.get(link)
    assert CalendarLink.objects.get().last_used_on == NOW.date()
    with clock.frozen_at(NOW + timedelta(days=1)):
        browser.get(link)
    assert CalendarLink.objects.get().last_used_on == NOW.date() + timedelta(days=1)


def test_guessing_is_held_back_and_so_is_one_link_read_again_and_again(officer: User, browser: Client) -> None:
    link = f"/calendar/{make_calendar_link(by=officer)}.ics"
    read = [browser.get(link).status_code for _ in range(USES_OF_A_LINK + 1)]
    assert (set(read[:-1]), read[-1]) == ({200}, 429)

    guesser = Client(REMOTE_ADDR=f"guesser-{uuid4()}")
    fresh = f"/calendar/{make_calendar_link(by=officer)}.ics"
    guessed = {guesser.get(f"/calendar/guess{number}.ics").status_code for number in range(USES_OF_A_CLIENT)}

    assert guessed == {404}
    assert guesser.get(fresh).status_code == 429
    assert Client(REMOTE_ADDR=f"other-{uuid4()}").get(fresh).status_code == 200
