"""The officer's home page: what to do next, in the order it is to be done, and only their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from victims.models import Enrolment
from victims.queries.caseload import KINDS_OF_WORK
from victims.rules.clocks import OFFICERS_KINDS

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
Working = Callable[..., Enrolment]
People = Callable[..., User]


def test_rows_start_with_the_verb_and_show_scheme_days_left_and_safe_contact(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer, victim__first_names="Maria", victim__last_name="Fenwick")
    page = signed_in(officer).get("/work/").content.decode()
    assert "Make first contact · Maria F." in page
    assert "due Thursday 26 November 2026, 4 working days left" in page
    assert "Text first, never withheld number" in page
    assert "no attempt yet" in page
    assert f"case {enrolment.reference}" in page


def test_groups_come_in_the_order_urgent_overdue_today_week_later(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    cases = {
        "urgent": date(2026, 11, 12),
        "overdue": date(2026, 11, 2),
        "today": date(2026, 11, 6),
        "week": date(2026, 11, 12),
    }
    for name, referred_on in cases.items():
        working(
            officer,
            victim__first_names=name,
            case__conviction__sentenced_on=date(2026, 10, 30),
            scheme="VCS",
            verdict="STATUTORY_VCS",
            referred_on=referred_on,
            referrer_says_urgent=name == "urgent",
        )
    Enrolment.objects.filter(victim__first_names="overdue").update(next_due_on=date(2026, 11, 18))
    Enrolment.objects.filter(victim__first_names="today").update(next_due_on=date(2026, 11, 20))
    Enrolment.objects.filter(victim__first_names="week").update(next_due_on=date(2026, 11, 26))
    page = signed_in(officer).get("/work/").content.decode()
    places = [page.index(f"Make first contact · {name} ") for name in cases]
    assert places == sorted(places)
    assert page.count('govuk-tag--red">Late') == 1


def test_another_officers_work_is_not_shown(signed_in: SignedIn, working: Working, person: People) -> None:
    officer, colleague = person(), person()
    hers = working(colleague)
    mine = working(officer)
    page = signed_in(officer).get("/work/").content.decode()
    assert mine.reference in page
    assert hers.reference not in page


def test_filters_stay_in_the_address_and_narrow_the_list(signed_in: SignedIn, working: Working, person: People) -> None:
    officer = person()
    vns = working(officer)
    vcs = working(officer, scheme="VCS", verdict="STATUTORY_VCS")
    page = signed_in(officer).get("/work/?scheme=VCS").content.decode()
    assert vcs.reference in page
    assert vns.reference not in page


def test_first_contact_is_one_kind_of_work_whichever_of_its_clocks_is_due_first(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    cases = [working(officer) for _ in range(3)]
    for enrolment, kind in zip(cases, ("first_contact", "overall", "follow_up"), strict=True):
        Enrolment.objects.filter(pk=enrolment.pk).update(next_kind=kind)
    page = signed_in(officer).get("/work/?kind=first_contact").content.decode()
    assert [f"case {enrolment.reference} " in page for enrolment in cases] == [True, True, False]


def test_every_kind_of_an_officers_work_can_be_asked_for() -> None:
    assert sorted(kind for _, kinds in KINDS_OF_WORK.values() for kind in kinds) == sorted(OFFICERS_KINDS)


def test_nothing_allocated_says_where_work_will_come_from(signed_in: SignedIn) -> None:
    page = signed_in(Role.VLO).get("/work/").content.decode()
    assert "No case is allocated to you yet" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_cases(
    signed_in: SignedIn, working: Working, person: People, django_assert_num_queries: Any, count: int
) -> None:
    officer = person()
    for _ in range(count):
        working(officer)
    browser = signed_in(officer)
    browser.get("/work/")
    with django_assert_num_queries(8):
        page = browser.get("/work/")
    assert page.content.decode().count("Make first contact") == count


def test_26_cases_make_a_second_page(signed_in: SignedIn, working: Working, person: People) -> None:
    officer = person()
    for _ in range(26):
        working(officer)
    browser = signed_in(officer)
    first, second = browser.get("/work/").content.decode(), browser.get("/work/?page=2").content.decode()
    assert first.count("Make first contact ·") == 25
    assert second.count("Make first contact ·") == 1
    assert "?page=2" in first
    assert "?page=1" in second


@pytest.mark.parametrize("group", ["²", "9" * 5000, "-1", "6"])
def test_a_group_that_does_not_exist_shows_everything(
    signed_in: SignedIn, working: Working, person: People, group: str
) -> None:
    officer = person()
    enrolment = working(officer)
    page = signed_in(officer).get("/work/", {"group": group})
    assert enrolment.reference in page.content.decode()


def test_an_officer_who_moved_to_another_region_no_longer_sees_what_they_left(
    signed_in: SignedIn, working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer, victim__first_names="Maria", victim__last_name="Fenwick")
    browser = signed_in(officer)
    assert enrolment.reference in browser.get("/work/").content.decode()
    officer.organisation = person(region="N59").organisation
    officer.save()
    page, interface = browser.get("/work/").content.decode(), browser.get("/api/v1/work/").content.decode()
    assert enrolment.reference not in page + interface
    assert "Maria" not in page
    assert "No case is allocated to you yet" in page
