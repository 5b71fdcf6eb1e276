"""Stopping the use of a number: what a page called the first never comes to mean another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from victims.actions.safe_contact import add_contact_point
from victims.models import ContactPoint, Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(person: Callable[..., User]) -> User:
    return person()


@pytest.fixture
def enrolment(working: Callable[..., Enrolment], officer: User) -> Enrolment:
    made = working(officer)
    for value in ("07700 900123", "07700 900456"):
        add_contact_point(enrolment=made, kind="mobile", value=value, by=officer)
    return made


def test_pressing_the_button_twice_stops_one_number_only(
    signed_in: Callable[..., Client], officer: User, enrolment: Enrolment
) -> None:
    browser, address = signed_in(officer), f"/victims/{enrolment.reference}/numbers/1/stop/"
    first, second = (browser.post(address, {"reason": "He has the phone"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 404)
    assert ContactPoint.objects.get(retired_at__isnull=True).value == "07700 900456"


def test_the_number_that_is_left_is_stopped_under_its_own_place(
    signed_in: Callable[..., Client], officer: User, enrolment: Enrolment
) -> None:
    browser = signed_in(officer)
    browser.post(f"/victims/{enrolment.reference}/numbers/1/stop/", {"reason": "He has the phone"})
    address = f"/victims/{enrolment.reference}/numbers/2/stop/"
    assert address in browser.get(f"/victims/{enrolment.reference}/").content.decode()
    assert "07700 900456" in browser.get(address).content.decode()
