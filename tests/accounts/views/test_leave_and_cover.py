"""The pages of leave and cover, and where else an absence is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.actions.absences import record_absence
from accounts.enums import Role
from accounts.models import Absence, User
from tests.access.answers import date as date_answers
from tests.factories.victims import EnrolmentFactory
from victims.actions.allocation import allocate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
People = Callable[..., User]
FRIDAY, NEXT_FRIDAY = date(2026, 11, 20), date(2026, 11, 27)
DAYS = {**date_answers("first_day", FRIDAY), **date_answers("last_day", NEXT_FRIDAY)}


def away(person: User, cover: User | None = None) -> Absence:
    return record_absence(person=person, first_day=FRIDAY, last_day=NEXT_FRIDAY, cover=cover, by=person)


def words(page: bytes) -> str:
    return " ".join(page.decode().split())


def test_a_manager_records_who_is_away_and_sees_who_is_told(signed_in: SignedIn, person: People) -> None:
    sam, jo = person(name="Sam Okoro"), person(name="Jo Reed")
    answer = signed_in(Role.MANAGER).post("/leave/add/", {"person": sam.pk, "cover": jo.pk, **DAYS}, follow=True)

    page = words(answer.content)
    assert "Saved. Jo Reed is told of the dates of Sam Okoro from Friday 20 November 2026" in page
    assert "Jo Reed covers." in page
    assert Absence.objects.get().person == sam


def test_an_officer_records_their_own_days_and_nobody_elses(signed_in: SignedIn, person: People) -> None:
    sam, jo = person(), person()
    signed_in(sam).post("/leave/add/", {"person": jo.pk, **DAYS})

    assert Absence.objects.get().person == sam


def test_a_manager_cannot_record_it_for_another_unit(signed_in: SignedIn, person: People) -> None:
    elsewhere = person(region="N59")
    page = signed_in(Role.MANAGER).post("/leave/add/", {"person": elsewhere.pk, **DAYS})

    assert page.status_code == 200
    assert not Absence.objects.exists()


def test_where_nobody_can_cover_the_page_says_who_is_told(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VLO)
    assert "Reminders will go to the managers." in browser.get("/leave/add/").content.decode()
    browser.post("/leave/add/", DAYS)

    assert Absence.objects.get().cover is None


def test_what_is_refused_stands_beside_the_question(signed_in: SignedIn, person: People) -> None:
    sam = person(name="Sam Okoro")
    away(sam)
    page = signed_in(sam).post("/leave/add/", DAYS).content.decode()

    assert "There is a problem" in page
    assert "Sam Okoro is away already" in page


def test_an_absence_is_cancelled_after_a_question(signed_in: SignedIn, person: People) -> None:
    sam = person(name="Sam Okoro")
    absence, browser = away(sam), signed_in(Role.MANAGER)
    assert "Cancel the absence of Sam Okoro?" in browser.get(f"/leave/{absence.pk}/cancel/").content.decode()
    page = browser.post(f"/leave/{absence.pk}/cancel/", follow=True).content.decode()

    assert "Sam Okoro is told of their own dates again" in page
    assert not Absence.objects.standing().exists()


def test_an_officer_does_not_cancel_a_colleagues(signed_in: SignedIn, person: People) -> None:
    absence = away(person())

    assert signed_in(Role.VLO).post(f"/leave/{absence.pk}/cancel/").status_code == 404
    assert Absence.objects.standing().get() == absence


def test_the_cover_is_led_to_the_cases(signed_in: SignedIn, person: People) -> None:
    sam, jo = person(name="Sam Okoro"), person()
    away(sam, cover=jo)
    theirs, others = EnrolmentFactory(), EnrolmentFactory()
    allocate(enrolment=theirs, officer=sam, by=person(Role.MANAGER))
    browser = signed_in(jo)
    page = words(browser.get("/work/").content)
    assert "You cover for Sam Okoro until Friday 27 November 2026." in page
    caseload = browser.get(f"/unit/?officer={sam.reference}").content.decode()

    assert f"/unit/?officer={sam.reference}" in page
    assert (theirs.reference in caseload, others.reference in caseload) == (True, False)


def test_whoever_is_back_early_reads_at_home_that_reminders_go_to_somebody_else(
    signed_in: SignedIn, person: People
) -> None:
    jo, sam = person(name="Jo Reed"), person(name="Sam Okoro")
    away(sam, cover=jo)

    theirs, others = (words(signed_in(one).get("/work/").content) for one in (sam, jo))

    assert "You are recorded as away until Friday 27 November 2026" in theirs
    assert "Jo Reed covers." in theirs
    assert "You are recorded as away" not in others


def test_whoever_allocates_sees_who_is_away_and_strongly_for_an_urgent_case(
    signed_in: SignedIn, person: People
) -> None:
    sam = person(name="Sam Okoro")
    away(sam)
    calm, urgent = EnrolmentFactory(), EnrolmentFactory(urgent_from=FRIDAY, urgent_reason="release_soon")
    browser = signed_in(Role.MANAGER)
    pages = [words(browser.get(f"/allocation/{one.reference}/").content) for one in (calm, urgent)]

    assert ["Away until Friday 27 November 2026" in page for page in pages] == [True, True]
    assert ["Not at work today, and this is urgent." in page for page in pages] == [False, True]
    browser.post(f"/allocation/{urgent.reference}/", {"officer": sam.pk})
    urgent.refresh_from_db()
    assert urgent.officer == sam


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    signed_in: SignedIn, person: People, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        away(person(), cover=person())
    browser = signed_in(Role.MANAGER)
    with django_assert_num_queries(6):
        assert browser.get("/leave/").content.decode().count('data-label="First day"') == count
