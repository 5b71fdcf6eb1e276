"""The list of an offender manager: whom they manage, and where a victim liaison officer is involved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cases.enums import CaseStatus
from cases.models import Offender, Supervision
from victims.enums import EnrolmentStatus
from victims.models import Enrolment

SignIn = Callable[..., Client]
INVOLVED = "Victim liaison officer involved"


def page_of(browser: Client) -> str:
    return browser.get(reverse("cases:people_i_manage")).text


def test_an_empty_list_says_what_to_do(manager: User, signed_in: SignIn) -> None:
    assert "Nobody is recorded as managed by you." in page_of(signed_in(manager))


def test_somebody_without_a_victim_on_their_case_carries_no_tag(
    manager: User, manages: Callable[..., Offender], signed_in: SignIn
) -> None:
    manages(manager, first_names="Sam", last_name="Plain")
    page = page_of(signed_in(manager))
    assert "Sam Plain" in page
    assert INVOLVED not in page


def test_an_enrolment_carries_the_tag_once_however_many_there_are(
    manager: User, enrolled: Callable[..., Enrolment], signed_in: SignIn
) -> None:
    case = enrolled().case
    enrolled(case=case)
    assert page_of(signed_in(manager)).count(INVOLVED) == 1


def test_a_closed_enrolment_or_case_carries_no_tag(
    manager: User, enrolled: Callable[..., Enrolment], signed_in: SignIn, friday: datetime
) -> None:
    first, second = enrolled(), enrolled()
    assert page_of(signed_in(manager)).count(INVOLVED) == 2
    Enrolment.objects.filter(pk=first.pk).update(
        status=EnrolmentStatus.CLOSED, closed_on=friday.date(), closed_because="sentence_ended"
    )
    type(second.case).objects.filter(pk=second.case_id).update(status=CaseStatus.CLOSED, closed_at=friday)
    assert INVOLVED not in page_of(signed_in(manager))


def test_somebody_they_no_longer_manage_is_not_there(
    manager: User, manages: Callable[..., Offender], signed_in: SignIn
) -> None:
    manages(manager, first_names="Sam", last_name="Plain")
    browser = signed_in(manager)
    assert "Sam Plain" in page_of(browser)
    Supervision.objects.update(until=date(2026, 11, 19))
    assert "Sam Plain" not in page_of(browser)


def test_the_number_of_queries_does_not_grow_with_the_list(
    manager: User, enrolled: Callable[..., Enrolment], signed_in: SignIn
) -> None:
    browser, counts = signed_in(manager), []
    for more in (1, 2):
        for _ in range(more):
            enrolled()
        with CaptureQueriesContext(connection) as queries:
            assert page_of(browser).count(INVOLVED) == Enrolment.objects.count()
        counts.append(len(queries))
    assert counts[0] == counts[1]
