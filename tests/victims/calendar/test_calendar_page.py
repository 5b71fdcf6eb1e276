"""The month page: what stands in it, in which words, for whom, and at how many queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from cases.models import KeyDate
from tests.factories.victims import EnrolmentFactory
from victims.models import AccessGrant, Deadline, Enrolment
from victims.queries.calendar import MOST
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
Working = Callable[..., Enrolment]
Dated = Callable[..., KeyDate]


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def cell_of(day: date, html: str) -> str:
    """What the page shows on that day."""
    cell = html.split(f'datetime="{day:%Y-%m-%d}"')[1].split("</td>")[0]
    return words_of(f"<{cell}")


def due(enrolment: Enrolment, day: date, task: str = "Send the leaflet") -> Deadline:
    return Deadline.objects.create(
        enrolment=enrolment, kind="follow_up", task=task, started_on=clock.today(), due_on=day
    )


def test_a_clock_stands_on_its_day_verb_first_and_says_how_near_it_is(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    officer = person(Role.VLO)
    enrolment = working(officer, victim__first_names="Asta", victim__last_name="Osei")
    due(enrolment, date(2026, 11, 25))
    due(enrolment, date(2026, 11, 18), "Ring the advocate")

    page = signed_in(officer).get("/calendar/").text

    assert "Send the leaflet · Asta O." in cell_of(date(2026, 11, 25), page)
    assert "due, 3 working days left" in cell_of(date(2026, 11, 25), page)
    assert "Ring the advocate · Asta O." in cell_of(date(2026, 11, 18), page)
    assert "Late 2 working days late" in cell_of(date(2026, 11, 18), page)
    assert f'href="/victims/{enrolment.reference}/"' in page


def test_first_contact_stands_once_on_the_earlier_of_its_two_limits(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    officer = person(Role.VLO)
    enrolment = working(officer)

    page = signed_in(officer).get("/calendar/").text

    assert enrolment.next_due_on
    assert "Make first contact" in cell_of(enrolment.next_due_on, page)
    assert page.count("Make first contact") == 1


def test_a_key_date_that_nobody_confirmed_says_so(
    signed_in: SignedIn, person: Callable[..., User], working: Working, dated: Dated
) -> None:
    officer = person(Role.VLO)
    enrolment = working(officer, case__conviction__offender__last_name="Dunmore")
    dated(enrolment, date(2026, 12, 9), source="imported")
    dated(enrolment, date(2026, 12, 10), kind="licence_expiry")

    page = signed_in(officer).get("/calendar/?month=2026-12").text

    assert "Release, not confirmed · " in cell_of(date(2026, 12, 9), page)
    assert "End of licence · " in cell_of(date(2026, 12, 10), page)
    assert f'href="/cases/{enrolment.case.reference}/"' in page


def test_a_key_date_of_two_victims_of_a_case_stands_once(
    signed_in: SignedIn, person: Callable[..., User], working: Working, dated: Dated
) -> None:
    officer = person(Role.VLO)
    enrolment = working(officer)
    EnrolmentFactory(case=enrolment.case, officer=officer)
    dated(enrolment, date(2026, 12, 9))

    assert cell_of(date(2026, 12, 9), signed_in(officer).get("/calendar/?month=2026-12").text).count("Release") == 1


def test_today_weekends_and_bank_holidays_are_named(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VLO)

    assert "Today" in cell_of(date(2026, 11, 20), browser.get("/calendar/").text)
    december = browser.get("/calendar/?month=2026-12").text
    assert "Christmas Day , bank holiday" in cell_of(date(2026, 12, 25), december)
    assert "Today" not in words_of(december.split("<table")[1])
    assert ['<th scope="col"' in december, december.count("app-calendar__day--off")] == [True, 10]


def test_the_month_is_in_the_address_and_leads_to_those_beside_it(signed_in: SignedIn) -> None:
    page = signed_in(Role.VLO).get("/calendar/?month=2027-01").text

    assert "Calendar, January 2027" in words_of(page)
    assert ['href="?month=2026-12"' in page, 'href="?month=2027-02"' in page, 'href="?month=2026-11"' in page] == [
        True,
        True,
        True,
    ]


def test_an_empty_month_says_what_comes_next(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VLO)

    assert "Nothing falls in December 2026 yet. A clock appears here" in browser.get("/calendar/?month=2026-12").text
    assert "Nothing that still stands fell in October 2026" in browser.get("/calendar/?month=2026-10").text


def test_beyond_three_entries_a_day_folds_on_the_screen_and_not_on_paper(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    officer = person(Role.VLO)
    enrolment = working(officer)
    for number in range(5):
        due(enrolment, date(2026, 11, 25), f"Step {number}")

    day = signed_in(officer).get("/calendar/").text.split('datetime="2026-11-25"')[1].split("</td>")[0]

    assert "and 2 more" in words_of(day)
    folded = day.split("<details")[1].split("</details>")[0]
    printed = day.split("app-calendar__printed")[1]
    assert ["Step 3" in folded, "Step 4" in folded, "Step 3" in printed, "Step 4" in printed] == [True] * 4
    assert "Step 2" not in folded


def test_what_is_late_from_before_the_month_stands_above_it(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    officer = person(Role.VLO)
    due(working(officer), date(2026, 10, 28))
    browser = signed_in(officer)

    assert "Late from before November 2026: 1" in browser.get("/calendar/").text
    assert "was due Wednesday 28 October 2026" in browser.get("/calendar/").text
    assert "Late from before" not in browser.get("/calendar/?month=2026-12").text


def test_an_officer_sees_their_own_work_a_manager_the_unit_or_one_officer(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    mine, other = person(Role.VLO), person(Role.VLO)
    due(working(mine), date(2026, 11, 25), "Mine to do")
    due(working(other), date(2026, 11, 25), "Theirs to do")

    own, unit = signed_in(mine).get("/calendar/").text, signed_in(Role.MANAGER)

    assert ["Mine to do" in own, "Theirs to do" in own] == [True, False]
    whole = unit.get("/calendar/").text
    assert ["Mine to do" in whole, "Theirs to do" in whole] == [True, True]
    narrowed = unit.get(f"/calendar/?officer={other.reference}").text
    assert ["Mine to do" in narrowed, "Theirs to do" in narrowed] == [False, True]
    assert "Theirs to do" not in signed_in(Role.MANAGER, region="N59").get("/calendar/").text


def test_an_officer_who_names_another_in_the_address_still_sees_their_own(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    other = person(Role.VLO)
    due(working(other), date(2026, 11, 25), "Theirs to do")

    assert "Theirs to do" not in signed_in(Role.VLO).get(f"/calendar/?officer={other.reference}").text


def test_a_restricted_case_is_shown_to_an_officer_let_in_and_to_nobody_else(
    signed_in: SignedIn, person: Callable[..., User], working: Working, dated: Dated
) -> None:
    officer, manager = person(Role.VLO), person(Role.MANAGER)
    enrolment = working(officer)
    due(enrolment, date(2026, 11, 25), "Walled off")
    dated(enrolment, date(2026, 11, 26))
    Enrolment.objects.filter(pk=enrolment.pk).update(restricted=True)
    assert "Walled off" not in signed_in(officer).get("/calendar/").text

    AccessGrant.objects.create(
        enrolment=enrolment, person=officer, granted_by=manager, reason="Theirs", since=clock.now()
    )

    assert "Walled off" in signed_in(officer).get("/calendar/").text
    unit = signed_in(manager).get("/calendar/").text
    assert ["Walled off" in unit, "Release" in cell_of(date(2026, 11, 26), unit)] == [False, False]


def test_a_month_that_is_too_much_for_a_page_says_so(
    signed_in: SignedIn, person: Callable[..., User], working: Working
) -> None:
    enrolment = working(person(Role.VLO))
    on = {"kind": "follow_up", "started_on": clock.today(), "due_on": date(2026, 12, 10)}
    Deadline.objects.bulk_create(Deadline(enrolment=enrolment, task=f"Step {n}", **on) for n in range(MOST + 1))

    page = signed_in(Role.MANAGER).get("/calendar/?month=2026-12").text

    assert "There is more than this page can show. Choose an officer" in page
    assert "There is more" not in signed_in(Role.MANAGER).get("/calendar/").text


@pytest.mark.parametrize("role", [Role.VLO, Role.MANAGER])
def test_the_page_costs_the_same_for_one_entry_as_for_many(
    role: Role, signed_in: SignedIn, person: Callable[..., User], working: Working, dated: Dated
) -> None:
    officer = person(Role.VLO)
    browser = signed_in(officer if role == Role.VLO else role)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            enrolment = working(officer)
            due(enrolment, date(2026, 11, 25))
            due(enrolment, date(2026, 10, 28))
            dated(enrolment, date(2026, 11, 26))
        browser.get("/calendar/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/calendar/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
