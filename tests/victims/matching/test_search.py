"""What the search box understands, what it says of each answer, and whom it never shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AccessLogEntry, User
from cases.models import OffenderAlias, OffenderIdentifier
from tests.factories.victims import EnrolmentFactory
from victims.models import Enrolment
from victims.queries.search import find_enrolments
from victims.rules.search_question import Born, read

pytestmark = pytest.mark.django_db
People = Callable[..., User]


@pytest.fixture
def siobhan(friday: datetime) -> Enrolment:
    """Siobhán Dougherty, born 4 February 1984; the offender is Mohammed Choudhury, also known as Zoltan Marsh."""
    enrolment: Enrolment = EnrolmentFactory(
        victim__first_names="Siobhán",
        victim__last_name="Dougherty",
        victim__date_of_birth=date(1984, 2, 4),
        case__conviction__offender__first_names="Mohammed",
        case__conviction__offender__last_name="Choudhury",
    )
    offender = enrolment.case.offender
    OffenderAlias.objects.create(offender=offender, first_names="Zoltan", last_name="Marsh")
    OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A1234BC", value="A1234BC")
    OffenderIdentifier.objects.create(offender=offender, scheme="PNC", raw="79/163001B", value="1979/0163001B")
    return enrolment


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("siobhan dougherty", "Victim’s name"),
        ("Shevaun Dougherty", "Victim’s name: “Shevaun” is also written Siobhan"),
        ("Siobhan Dougerthy", "Victim’s name: “Dougerthy” is spelled like Dougherty"),
        ("Dougherty, Siobhan", "Victim’s name"),
        ("S Dougherty", "Victim’s name"),
        ("Doughe", "Victim’s name: Dougherty begins with “Doughe”"),
        ("Siobhan 1984", "Victim’s name"),
        ("Dougherty 4 Feb 1984", "Victim’s name"),
        ("04/02/1984", "Victim’s date of birth"),
        ("Mohammed Chowdrie", "Offender’s name: “Chowdrie” sounds like Choudhury"),
        ("Zoltan Marsch", "Offender’s other name Zoltan Marsh: “Marsch” sounds like Marsh"),
        ("a1234bc", "Prison number A1234BC"),
        ("79/163001B", "PNC number 1979/0163001B"),
    ],
)
def test_finds_and_says_why(siobhan: Enrolment, person: People, typed: str, why: str) -> None:
    found, more = find_enrolments(person(Role.VLO), typed)

    assert [(answer.enrolment, answer.why) for answer in found] == [(siobhan, why)]
    assert more is False


@pytest.mark.parametrize(
    "typed", ["Siobhan 1985", "Dougherty 5 Feb 1984", "05/02/1984", "Wilhelmina Dougherty", "x", ""]
)
def test_nobody_when_something_does_not_fit(siobhan: Enrolment, person: People, typed: str) -> None:
    assert find_enrolments(person(Role.VLO), typed) == ([], False)


@pytest.mark.parametrize(
    "typed", ["Siobhan Dougherty", "Dougherty", "Choudhury", "Zoltan Marsh", "A1234BC", "4 Feb 1984"]
)
def test_nobody_of_another_region_and_nobody_for_another_role(siobhan: Enrolment, person: People, typed: str) -> None:
    assert find_enrolments(person(Role.MANAGER, region="N53"), typed) == ([], False)
    assert find_enrolments(person(Role.WCO), typed) == ([], False)
    assert len(find_enrolments(person(Role.MANAGER), typed)[0]) == 1


def test_others_of_the_name_in_another_region_neither_crowd_out_nor_count(siobhan: Enrolment, person: People) -> None:
    for _ in range(130):
        EnrolmentFactory(region_id="N53", victim__first_names="Siobhán", victim__last_name="Dougherty")

    found, more = find_enrolments(person(Role.VLO), "Siobhan Dougherty")

    assert ([answer.enrolment for answer in found], more) == ([siobhan], False)


def test_the_page_shows_the_reason_and_records_whom_it_found(
    siobhan: Enrolment, signed_in: Callable[..., Client]
) -> None:
    page = signed_in(Role.VLO).get("/search/", {"q": "Shevaun Dougherty"}).content.decode()

    assert "“Shevaun” is also written Siobhan" in page
    assert AccessLogEntry.objects.get().subject_ref == siobhan.victim.reference


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_found(
    friday: datetime, signed_in: Callable[..., Client], django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        EnrolmentFactory(victim__first_names="Siobhán", victim__last_name="Dougherty")
    browser = signed_in(Role.VLO)
    browser.get("/search/")

    with django_assert_num_queries(7):
        browser.get("/search/", {"q": "Siobhan Dougherty"})


@pytest.mark.parametrize(
    ("typed", "name", "born"),
    [
        ("Chowdry 1984", "Chowdry", Born(1984)),
        ("Ann Novak 1972", "Ann Novak", Born(1972)),
        ("Ann Oct 1972", "Ann", Born(1972, 10)),
        ("June 1984", "June", Born(1984)),
        ("4th February 1984 Chowdry", "Chowdry", Born(1984, 2, 4)),
        ("Chowdry 31/02/1984", "Chowdry 31/02/1984", None),
        ("Chowdry 1984-02-04", "Chowdry", Born(1984, 2, 4)),
        ("Chowdry 2031", "Chowdry 2031", None),
    ],
)
def test_a_date_or_year_of_birth_is_read_beside_the_name(typed: str, name: str, born: Born | None) -> None:
    question = read(typed, 2026)

    assert (question.name, question.born) == (name, born)
