"""One offender: whom to tell, which scheme, and what was sent and acted on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from cases.enums import EventKind
from cases.models import Offender
from victims.actions.contact import record_contact
from victims.enums import Channel, ContactOutcome, DeadlineKind
from victims.models import Deadline, Enrolment

SignIn = Callable[..., Client]
Enrol = Callable[..., Enrolment]
ACTED_ON = "The victim liaison officer has acted on it"


def page_of(browser: Client, offender: Offender) -> str:
    return browser.get(reverse("cases:person_i_manage", args=[offender.reference])).text


def released(browser: Client, offender: Offender) -> None:
    page = reverse("cases:log_event", args=[offender.reference, EventKind.RELEASED])
    day = {"happens_on_day": "20", "happens_on_month": "11", "happens_on_year": "2026", "note": ""}
    assert browser.post(page, day).status_code == 302


def tell(enrolment: Enrolment, by: User, day: datetime) -> None:
    record_contact(
        enrolment=enrolment,
        happened_on=day.date(),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        told_of=list(Deadline.objects.filter(enrolment=enrolment, kind=DeadlineKind.TELL_OF_EVENT)),
        by=by,
    )


def test_it_says_who_the_officer_is_and_how_to_reach_them(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User]
) -> None:
    officer = person(Role.VLO, name="Jo Reed", phone="01632 960111")
    page = page_of(signed_in(manager), enrolled(officer).case.offender)
    for known in ("Tell the victim liaison officer", "Jo Reed", "01632 960111", officer.email):
        assert known in page
    assert "Victim Notification Scheme" in page


def test_two_people_with_one_officer_show_one_card(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User]
) -> None:
    officer = person(Role.VLO, name="Jo Reed")
    first = enrolled(officer)
    enrolled(officer, case=first.case)
    page = page_of(signed_in(manager), first.case.offender)
    assert page.count("Jo Reed") == 1
    assert page.count("Victim Notification Scheme") == 1


def test_of_two_officers_one_is_named_because_two_would_say_that_there_are_two_victims(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User]
) -> None:
    first = enrolled(person(Role.VLO, name="Jo Reed"))
    enrolled(person(Role.VLO, name="Kit Shah"), case=first.case)
    page = page_of(signed_in(manager), first.case.offender)
    assert ("Jo Reed" in page) != ("Kit Shah" in page)
    assert page.count("Tell the victim liaison officer") == 1


def test_until_somebody_has_the_case_it_is_the_unit(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User]
) -> None:
    unit_manager = person(Role.MANAGER, name="Helen Price")
    page = page_of(signed_in(manager), enrolled().case.offender)
    for known in ("Tell the victim liaison unit", "Kent, Surrey and Sussex Victim Liaison Unit", "Helen Price"):
        assert known in page
    assert unit_manager.email in page


def test_without_a_victim_liaison_officer_it_says_so(
    manager: User, manages: Callable[..., Offender], signed_in: SignIn
) -> None:
    page = page_of(signed_in(manager), manages(manager))
    assert "No victim liaison officer is involved at present." in page
    assert "What has happened?" not in page


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_has_its_button(manager: User, enrolled: Enrol, signed_in: SignIn, kind: EventKind) -> None:
    offender, browser = enrolled().case.offender, signed_in(manager)
    address = reverse("cases:log_event", args=[offender.reference, kind])
    assert f'href="{address}"' in page_of(browser, offender)
    assert kind.label in browser.get(address).text


def test_what_was_sent_stays_there_with_its_time(manager: User, enrolled: Enrol, signed_in: SignIn) -> None:
    offender, browser = enrolled().case.offender, signed_in(manager)
    released(browser, offender)
    page = page_of(browser, offender)
    assert "Released: Friday 20 November 2026" in page
    assert "Sent at 10:00" in page
    assert ACTED_ON not in page


def test_it_is_acted_on_once_every_officer_has_told_whom_they_had_to_tell(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    officer, browser = person(Role.VLO), signed_in(manager)
    first = enrolled(officer)
    second = enrolled(officer, case=first.case)
    offender = first.case.offender
    released(browser, offender)
    tell(first, officer, friday)
    assert ACTED_ON not in page_of(browser, offender)
    tell(second, officer, friday)
    assert page_of(browser, offender).count(ACTED_ON) == 1


def test_what_another_manager_sent_is_not_theirs_to_read(
    manager: User, enrolled: Enrol, signed_in: SignIn, manages: Callable[..., Offender], person: Callable[..., User]
) -> None:
    offender, browser = enrolled().case.offender, signed_in(manager)
    released(browser, offender)
    assert "Sent at" in page_of(browser, offender)
    offender.supervisions.update(until="2026-11-20")
    successor = person(Role.OFFENDER_MANAGER)
    manages(successor, offender)
    assert "Sent at" not in page_of(signed_in(successor), offender)


def test_the_number_of_queries_does_not_grow_with_the_reports_or_the_officers(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User]
) -> None:
    first, browser, counts = enrolled(person(Role.VLO)), signed_in(manager), []
    offender = first.case.offender
    for day in (20, 19, 18):
        page = reverse("cases:log_event", args=[offender.reference, EventKind.RECALL])
        date = {"happens_on_day": str(day), "happens_on_month": "11", "happens_on_year": "2026"}
        browser.post(page, date)
        browser.get(reverse("cases:person_i_manage", args=[offender.reference]))  # shows the "Sent" banner
        with CaptureQueriesContext(connection) as queries:
            page_of(browser, offender)
        counts.append(len(queries))
        enrolled(person(Role.VLO), case=first.case)
    assert len(set(counts)) == 1
