"""The case page: what is next, why each clock is due, and nothing of a case that is not the unit's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AccessLogEntry, User
from cases.actions.events import record_event
from cases.enums import EventKind
from notifications.actions.planning import plan_events
from tests.factories.victims import EnrolmentFactory
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
Working = Callable[..., Enrolment]
People = Callable[..., User]


def case_url(enrolment: Enrolment, part: str = "") -> str:
    return f"/cases/{enrolment.case.reference}/{part}"


def test_each_clock_says_in_one_sentence_why_it_is_due_that_day(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(
        officer, case__conviction__sentenced_on=date(2026, 11, 9), scheme="VCS", verdict="STATUTORY_VCS"
    )
    page = signed_in(officer).get(case_url(enrolment)).content.decode()
    assert "First contact after sentence is due by <strong>Thursday 7 January 2027</strong>" in page
    assert "40 working days after Monday 9 November 2026, not counting 25 and 28 December and 1 January." in page


def test_the_next_action_has_one_primary_button(signed_in: SignedIn, working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    page = signed_in(officer).get(case_url(enrolment)).content.decode()
    assert page.count("Record a contact with") == 1
    assert f"/victims/{enrolment.reference}/contact/" in page


def test_an_event_the_offender_manager_logged_is_an_action_and_a_line_on_the_timeline(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer)
    record_event(
        case=enrolment.case, kind=EventKind.RELEASED, happens_on=date(2026, 11, 20), by=person(Role.OFFENDER_MANAGER)
    )
    plan_events()
    browser = signed_in(officer)
    assert "Tell them: released" in browser.get(case_url(enrolment)).content.decode()
    assert "Urgent: The offender has been released." in browser.get(case_url(enrolment)).content.decode()
    assert "Released: Friday 20 November 2026" in browser.get(case_url(enrolment, "timeline/")).content.decode()


@pytest.mark.parametrize("part", ["", "timeline/", "sentence/"])
def test_another_region_gets_not_found_and_learns_nothing(
    signed_in: SignedIn, working: Working, person: People, part: str
) -> None:
    enrolment = working(person(), victim__first_names="Maria", victim__last_name="Fenwick")
    own = signed_in(Role.VLO).get(case_url(enrolment, part))
    assert own.status_code == 200
    assert enrolment.case.offender.last_name in own.content.decode()
    other = signed_in(Role.VLO, region="N59").get(case_url(enrolment, part))
    assert other.status_code == 404
    assert enrolment.case.offender.last_name not in other.content.decode()
    assert "Fenwick" not in other.content.decode()


def test_opening_a_case_is_recorded(signed_in: SignedIn, working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    signed_in(officer).get(case_url(enrolment))
    entry = AccessLogEntry.objects.get(subject_type="cases.case")
    assert (entry.who, entry.subject_ref) == (officer, enrolment.case.reference)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_victims(
    signed_in: SignedIn, working: Working, person: People, friday: Any, django_assert_num_queries: Any, count: int
) -> None:
    officer = person()
    first = working(officer)
    for _ in range(count - 1):
        another = EnrolmentFactory(case=first.case, offence=first.offence)
        refresh_clocks(another, friday.date())
    browser = signed_in(officer)
    browser.get(case_url(first))
    with django_assert_num_queries(25):
        page = browser.get(case_url(first)).content.decode()
    assert page.count('class="app-card"') == count
