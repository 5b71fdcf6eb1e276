"""Behind every figure stand its cases, as many as it says, and only those the reader may see."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import chain

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.reports import pilot
from victims.models import Enrolment

SignedIn = Callable[..., Client]
Enrolled = Callable[..., Enrolment]
FIGURE = re.compile(r'<a class="govuk-link" href="(/targets/cases/[^"]*)">([\d,]+)</a>')
SENTENCE = re.compile(r'<p class="govuk-body-l">(.*?)</p>')
REFERENCE = re.compile(r'<a class="govuk-link" href="/cases/[^"]*">([^<]*)</a>')
NEXT = re.compile(r'href="([^"]*after=[^"]*)"')
PREVIOUS = re.compile(r'href="([^"]*before=[^"]*)"')


def get(browser: Client, address: str) -> str:
    answer = browser.get(entities.unescape(address))
    assert answer.status_code == 200, address
    return answer.content.decode()


def figures(page: str) -> list[tuple[str, int]]:
    return [(address, int(number.replace(",", ""))) for address, number in FIGURE.findall(page)]


def count_said(page: str) -> int:
    said = SENTENCE.findall(page)[0].split(" ")[0]
    return 1 if said == "One" else int(said.replace(",", ""))


@pytest.mark.parametrize("by", ["region", "wcu", "officer"])
def test_every_number_on_the_page_leads_to_as_many_cases(
    pilot_caseload: None, friday: datetime, signed_in: SignedIn, person: Callable[..., User], by: str
) -> None:
    officer = person(Role.VLO)
    Enrolment.objects.filter(region="N59", force__name="Thames Valley").update(officer=officer)
    manager = signed_in(Role.MANAGER, region="N59")  # stages there have different Ns
    page = get(manager, f"/targets/?from=2022-04-01&to=2023-06-30&by={by}")
    found = figures(page)
    numbers = {number for _, number in found}
    assert {147, 144, 57, 46, 125, 151} <= numbers
    assert len(found) > 20
    for address, number in found:
        assert count_said(get(manager, address)) == number, address


def test_the_pages_of_a_list_hold_each_case_once_forwards_and_backwards(
    pilot_caseload: None, friday: datetime, signed_in: SignedIn
) -> None:
    manager = signed_in(Role.MANAGER)
    page = get(manager, "/targets/cases/?from=2022-04-01&to=2023-06-30&figure=sentence_to_contact&at_most=15")
    forwards = [REFERENCE.findall(page)]
    while following := NEXT.findall(page):
        page = get(manager, following[0])
        forwards.append(REFERENCE.findall(page))
    assert len(set(chain(*forwards))) == len(list(chain(*forwards))) == 139
    backwards = [forwards[-1]]
    while earlier := PREVIOUS.findall(page):
        page = get(manager, earlier[0])
        backwards.append(REFERENCE.findall(page))
    assert backwards[0] == forwards[-1]
    assert list(chain(*reversed(backwards))) == list(chain(*forwards))


def test_a_line_shows_dates_and_signed_days(enrolled: Enrolled, friday: datetime, signed_in: SignedIn) -> None:
    made = enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 10), first_contact_on=date(2026, 3, 4))
    page = get(signed_in(Role.MANAGER), "/targets/cases/?from=2026-03-01&to=2026-03-31&figure=referral_to_contact")
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert f"{made.reference} {made.case.offender.short_name} Not allocated" in text
    assert "2 Mar 2026 10 Mar 2026 4 Mar 2026 6 -4 2" in text


def test_the_list_names_no_victim(enrolled: Enrolled, friday: datetime, signed_in: SignedIn) -> None:
    made = enrolled(date(2026, 3, 2))
    page = get(signed_in(Role.MANAGER), "/targets/cases/?from=2026-03-01&to=2026-03-31")
    assert made.reference in page
    assert made.victim.last_name not in page


def test_another_regions_cases_are_not_listed(enrolled: Enrolled, friday: datetime, signed_in: SignedIn) -> None:
    made = enrolled(date(2026, 3, 2))
    address = "/targets/cases/?from=2026-03-01&to=2026-03-31&by=region&group=Kent%2C+Surrey+and+Sussex"
    assert made.reference in get(signed_in(Role.MANAGER), address)
    theirs = get(signed_in(Role.MANAGER, region="N54"), address)
    assert made.reference not in theirs
    assert "0 cases are behind this figure" in theirs


def test_a_head_of_service_cannot_open_the_list(enrolled: Enrolled, friday: datetime, signed_in: SignedIn) -> None:
    made = enrolled(date(2026, 3, 2))
    address = "/targets/cases/?from=2026-03-01&to=2026-03-31"
    assert made.reference in get(signed_in(Role.MANAGER), address)
    answer = signed_in(Role.HEAD).get(address)
    assert answer.status_code == 403
    assert made.reference not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["", "from=2026-03-01", *(f"from=2026-03-01&to=2026-03-31&{more}" for more in ("figure=nonsense", "after=%00"))],
)
def test_a_figure_that_cannot_be_told_is_not_found(db: None, friday: datetime, signed_in: SignedIn, query: str) -> None:
    assert signed_in(Role.MANAGER).get(f"/targets/cases/?{query}").status_code == 404


def test_the_sentence_says_what_the_figure_is(pilot_caseload: None, friday: datetime, signed_in: SignedIn) -> None:
    address = "/targets/cases/?from=2022-04-01&to=2023-06-30&scheme=VNS&figure=sentence_to_contact&at_most=15"
    assert SENTENCE.findall(get(signed_in(Role.MANAGER), address))[0] == (
        "139 cases are behind this figure: Victim Notification Scheme, Kent, Surrey and Sussex, "
        "sentenced 1 April 2022 to 30 June 2023, 15 working days or fewer from sentence to first contact."
    )
    assert pilot.published("table_4_targets")[5]["on_time"] == 139
