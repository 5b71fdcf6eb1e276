"""The targets page: who sees which figures, what the address keeps, and what it says when there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from reports.actions.month_figures import count_months
from tests.reports import pilot
from victims.models import Enrolment

SignedIn = Callable[..., Client]
Enrolled = Callable[..., Enrolment]
LINK = re.compile(r'href="/targets/cases/\?[^"]*"')


def page(browser: Client, **query: str) -> str:
    answer = browser.get("/targets/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_manager_sees_every_regions_figures_and_their_own_in_detail(
    pilot_caseload: None, friday: datetime, signed_in: SignedIn
) -> None:
    text = text_of(page(signed_in(Role.MANAGER), **pilot.PERIOD))
    assert "60% sentence to first contact within 15 working days 139 of 231 (N), mean 16.5" in text
    assert "Northumbria Sentence to referral, 5 137 121 88% 3.2 0 to 43" in text
    assert "Overall Sentence to referral, 5 515 225 44% 12.1 0 to 138" in text
    assert "Referral to first contact, 10 137 116 85% 6.4 −4 to 33" in text


def test_every_chart_has_a_name_and_its_figures_in_words(
    pilot_caseload: None, friday: datetime, signed_in: SignedIn
) -> None:
    html = page(signed_in(Role.MANAGER), **pilot.PERIOD)
    charts = re.findall(r'<svg class="app-chart".*?</svg>', html, re.DOTALL)
    assert len(charts) == 5
    for chart in charts:
        title, description = re.findall(r'aria-labelledby="(\S+) (\S+)"', chart)[0]
        assert f'<title id="{title}">' in chart
        assert f'<desc id="{description}">' in chart
    assert "Northumbria: 87% of 137 on time, mean 9.6 days, from 1 to 47" in charts[0]
    assert " style=" not in html


def test_definitions_stand_as_published(pilot_caseload: None, friday: datetime, signed_in: SignedIn) -> None:
    text = text_of(page(signed_in(Role.MANAGER), **pilot.PERIOD))
    assert "Victims first contacted within 15 working days of the sentence." in text
    assert "Overall pools the cases of every group; it is not an average of the groups." in text
    assert "Other holds controlling or coercive behaviour, as published" in text


def test_a_head_of_service_sees_the_same_figures_and_no_way_to_a_case(
    pilot_caseload: None, friday: datetime, signed_in: SignedIn
) -> None:
    assert LINK.search(page(signed_in(Role.MANAGER), **pilot.PERIOD))
    html = page(signed_in(Role.HEAD), **pilot.PERIOD)
    assert "Northumbria Sentence to referral, 5 137 121 88% 3.2 0 to 43" in text_of(html)
    assert "61% sentence to first contact within 15 working days 315 of 515 (N)" in text_of(html)
    assert not LINK.search(html)
    assert "Officer</option>" not in html


def test_a_head_of_service_cannot_ask_for_officers(friday: datetime, signed_in: SignedIn) -> None:
    assert signed_in(Role.MANAGER).get("/targets/", {"by": "officer"}).status_code == 200
    answer = signed_in(Role.HEAD).get("/targets/", {"by": "officer"})
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_a_manager_sees_officers_of_their_own_region_only(
    enrolled: Enrolled, friday: datetime, signed_in: SignedIn, person: Callable[..., User]
) -> None:
    enrolled(date(2026, 3, 2), officer=person(Role.VLO, name="Ann Near"))
    enrolled(date(2026, 3, 2), region="N54", force="Durham", officer=person(Role.VLO, name="Bob Far", region="N54"))
    near = page(signed_in(Role.MANAGER), by="officer", region="N54")
    far = page(signed_in(Role.MANAGER, region="N54"), by="officer", region="all")
    assert ("Ann Near" in near, "Bob Far" in near) == (True, False)
    assert ("Ann Near" in far, "Bob Far" in far) == (False, True)


@pytest.mark.parametrize("role", [Role.VLO, Role.VAO, Role.WCO, Role.WCU_SUPERVISOR, Role.OFFENDER_MANAGER, Role.ADMIN])
def test_other_roles_are_told_that_it_is_not_for_them(
    pilot_caseload: None, friday: datetime, signed_in: SignedIn, role: Role
) -> None:
    for address in ("/targets/", "/targets/cases/", "/targets/figures.csv", "/api/v1/performance/"):
        answer = signed_in(role).get(address, pilot.PERIOD)
        assert answer.status_code == 403, address
        assert "121 88%" not in text_of(answer.content.decode())


def test_without_an_address_it_shows_twelve_whole_months_and_this_one(
    enrolled: Enrolled, friday: datetime, signed_in: SignedIn
) -> None:
    for day in (date(2025, 10, 31), date(2025, 11, 1), date(2026, 11, 20)):
        enrolled(day, referred_on=date(2026, 11, 20))
    html = page(signed_in(Role.MANAGER))
    assert "Sentenced 1 Nov 2025 to 20 Nov 2026" in html
    assert "Overall Sentence to referral, 5 2 1" in text_of(html)


def test_an_empty_period_says_what_to_do(pilot_caseload: None, friday: datetime, signed_in: SignedIn) -> None:
    text = text_of(page(signed_in(Role.MANAGER), scheme="VNS"))
    assert "No case of the Victim Notification Scheme was sentenced from Saturday 1 November 2025" in text
    assert "Choose another period or all schemes." in text
    assert "import the caseload" in text
    assert "import the caseload" not in text_of(page(signed_in(Role.HEAD)))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"from": "yesterday"}, "Write the day as 2026-12-18"),
        ({"from": "2026-02-01", "to": "2026-01-01"}, "The period must end on or after the day it begins"),
        ({"scheme": "ABC"}, "ABC"),
    ],
)
def test_an_address_it_does_not_understand_is_shown_with_what_is_wrong(
    db: None, friday: datetime, signed_in: SignedIn, query: dict[str, str], sentence: str
) -> None:
    answer = signed_in(Role.MANAGER).get("/targets/", query)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("by", ["region", "wcu", "officer"])
def test_the_number_of_queries_does_not_grow_with_the_cases(
    enrolled: Enrolled,
    friday: datetime,
    signed_in: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    by: str,
) -> None:
    expected = 10 if by == "officer" else 9
    browser = signed_in(Role.MANAGER)
    enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 3))
    with django_assert_num_queries(expected):
        page(browser, by=by)
    enrolled(date(2026, 4, 1), scheme="VCS")
    enrolled(date(2026, 5, 1), region="N54", force="Durham", first_contact_on=date(2026, 5, 6))
    count_months()
    with django_assert_num_queries(expected):
        page(browser, by=by)


def test_a_case_recorded_now_moves_the_page_now(enrolled: Enrolled, friday: datetime, signed_in: SignedIn) -> None:
    browser = signed_in(Role.MANAGER)
    made: Any = enrolled(date(2026, 11, 2), referred_on=date(2026, 11, 4))
    count_months()
    assert "no cases sentence to first contact within 15 working days N is 0" in text_of(page(browser))
    Enrolment.objects.filter(pk=made.pk).update(first_contact_on=date(2026, 11, 20))
    assert "100% sentence to first contact within 15 working days 1 of 1 (N), mean 14.0" in text_of(page(browser))
