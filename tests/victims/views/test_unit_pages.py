"""The manager's and the administration officer's pages, and search, show one's own unit and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AccessLogEntry, User
from victims.models import Enrolment

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
Enrolled = Callable[..., Enrolment]
People = Callable[..., User]


def test_the_queue_puts_urgent_cases_first_then_the_soonest_due(signed_in: SignedIn, enrolled: Enrolled) -> None:
    later = enrolled(scheme="VCS", verdict="STATUTORY_VCS")
    sooner = enrolled()
    urgent = enrolled(scheme="VCS", verdict="STATUTORY_VCS", referrer_says_urgent=True)
    page = signed_in(Role.MANAGER).get("/allocation/").content.decode()
    places = [page.index(f"Allocate {one.reference}") for one in (urgent, sooner, later)]
    assert places == sorted(places)
    assert "Urgent: The referrer says the offender is released, or soon may be" in page


def test_allocating_from_the_queue_shows_each_officers_open_vcs_and_vns(
    signed_in: SignedIn, working: Enrolled, enrolled: Enrolled, person: People
) -> None:
    busy = person(name="Asha Rahman")
    for facts in ({}, {}, {"scheme": "VCS", "verdict": "STATUTORY_VCS"}):
        working(busy, **facts)
    enrolment = enrolled()
    browser = signed_in(Role.MANAGER)
    page = " ".join(browser.get(f"/allocation/{enrolment.reference}/").content.decode().split())
    row = page[page.index("Asha Rahman") :]
    assert row.index('app-number">1</td>') < row.index('app-number">2</td>')
    answer = browser.post(f"/allocation/{enrolment.reference}/", {"officer": busy.pk}, follow=True)
    assert f"{enrolment.reference} is now with Asha Rahman." in answer.content.decode()
    assert list(Enrolment.objects.unallocated()) == []


def test_only_an_officer_of_the_unit_can_be_chosen(signed_in: SignedIn, enrolled: Enrolled, person: People) -> None:
    enrolment, manager, elsewhere = enrolled(), person(Role.MANAGER), person(region="N59")
    browser = signed_in(manager)
    for somebody in (manager, elsewhere):
        page = browser.post(f"/allocation/{enrolment.reference}/", {"officer": somebody.pk}).content.decode()
        assert "Choose an active officer of this unit." in page
    assert list(Enrolment.objects.unallocated()) == [enrolment]


def test_an_officer_who_knows_the_victim_is_offered_first(
    signed_in: SignedIn, working: Enrolled, enrolled: Enrolled, person: People
) -> None:
    idle, known = person(name="Aaron Idle"), person(name="Zoe Known")
    before, enrolment = working(known), enrolled()
    Enrolment.objects.filter(pk=enrolment.pk).update(victim=before.victim)
    page = signed_in(Role.MANAGER).get(f"/allocation/{enrolment.reference}/").content.decode()
    assert page.index("Zoe Known") < page.index(idle.name)
    assert "Has worked with this person before" in page


@pytest.mark.parametrize("path", ["/allocation/", "/manage/", "/unit/", "/search/?q=fenwick"])
def test_another_units_people_never_appear(signed_in: SignedIn, enrolled: Enrolled, path: str) -> None:
    enrolment = enrolled(victim__first_names="Maria", victim__last_name="Fenwick")
    own = signed_in(Role.MANAGER).get(path).content.decode()
    other = signed_in(Role.MANAGER, region="N59").get(path).content.decode()
    assert enrolment.reference in own
    assert enrolment.reference not in other
    assert "Maria" not in other


@pytest.mark.parametrize("words", ["fenw", "MARIA FENWICK", "doyle", "KSS-26"])
def test_search_finds_by_either_name_or_reference_and_records_whom_it_found(
    signed_in: SignedIn, enrolled: Enrolled, words: str
) -> None:
    enrolment = enrolled(
        victim__first_names="Maria",
        victim__last_name="Fenwick",
        case__conviction__offender__last_name="Doyle",
    )
    page = signed_in(Role.VLO).get("/search/", {"q": words}).content.decode()
    assert enrolment.reference in page
    entry = AccessLogEntry.objects.get()
    assert (entry.subject_ref, entry.purpose) == (enrolment.victim.reference, "Found by search")


@pytest.mark.parametrize("words", ["old-22-7a", "old-22"])
def test_search_finds_a_reference_the_earlier_system_wrote_in_small_letters(
    signed_in: SignedIn, enrolled: Enrolled, words: str
) -> None:
    enrolled(reference="old-22-7a")
    assert "/victims/old-22-7a/" in signed_in(Role.VLO).get("/search/", {"q": words}).content.decode()


def test_a_search_that_finds_nobody_says_what_to_try(signed_in: SignedIn) -> None:
    assert "Check the spelling" in signed_in(Role.VLO).get("/search/?q=nobody%00").content.decode()


@pytest.mark.parametrize(("path", "queries"), [("/allocation/", 5), ("/unit/", 6), ("/manage/", 22)])
@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_take_the_same_queries_for_any_number_of_cases(
    signed_in: SignedIn, enrolled: Enrolled, django_assert_num_queries: Any, path: str, queries: int, count: int
) -> None:
    for _ in range(count):
        enrolled()
    browser = signed_in(Role.MANAGER)
    browser.get(path)
    with django_assert_num_queries(queries):
        page = browser.get(path).content.decode()
    assert page.count("KSS-26-") >= count


def test_the_allocation_page_names_others_of_the_unit_on_the_case_and_nobody_of_another(
    signed_in: SignedIn, enrolled: Enrolled, working: Enrolled, person: People
) -> None:
    enrolment, colleague = enrolled(), person(name="Asha Rahman")
    same_unit = working(colleague, case=enrolment.case, offence=enrolment.offence)
    elsewhere = enrolled(case=enrolment.case, offence=enrolment.offence)
    Enrolment.objects.filter(pk=elsewhere.pk).update(region="N59", officer=person(region="N59", name="Iain Forsyth"))
    page = signed_in(Role.MANAGER).get(f"/allocation/{enrolment.reference}/").content.decode()
    assert f"{same_unit.reference}: Asha Rahman" in page
    assert elsewhere.reference not in page
    assert "Iain Forsyth" not in page
