"""Choosing a password: one that is hard to guess, before anything else when the old one works only once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions.people import give_new_password
from accounts.enums import Role
from accounts.models import User
from tests.factories.accounts import PASSWORD

Person = Callable[..., User]
SignedIn = Callable[..., Client]
NEW = "several quiet lanterns"


def change(browser: Client, current: str = PASSWORD, new: str = NEW) -> str:
    response = browser.post("/password/", {"current": current, "new": new})
    return response.headers.get("Location", "") or response.content.decode()


def test_the_new_password_works_and_the_session_goes_on(signed_in: SignedIn, person: Person) -> None:
    kim = person(Role.ADMIN)
    browser = signed_in(kim)

    assert change(browser) == "/"

    kim.refresh_from_db()
    assert kim.check_password(NEW)
    assert browser.get("/people/").status_code == 200


def test_every_other_session_ends(signed_in: SignedIn, person: Person) -> None:
    kim = person(Role.ADMIN)
    here, elsewhere = signed_in(kim), signed_in(kim)
    assert elsewhere.get("/people/").status_code == 200

    change(here)

    assert elsewhere.get("/people/").status_code == 302


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("short", "This password is too short. It must contain at least 12 characters."),
        ("password1234", "This password is too common."),
        ("829104756382", "This password is entirely numeric."),
        ("kim.lowell.8@ex.org", "The password is too similar to the email."),
        ("Kimberley Lowell", "The password is too similar to the name."),
        (PASSWORD, "Choose a password other than the one you have now"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_in_words(
    signed_in: SignedIn, person: Person, new: str, sentence: str
) -> None:
    kim = person(Role.ADMIN, email="kim.lowell.8@example.org", name="Kimberley Lowell")

    assert sentence in change(signed_in(kim), new=new)

    kim.refresh_from_db()
    assert kim.check_password(PASSWORD)


def test_whoever_finds_a_screen_open_cannot_change_the_password(signed_in: SignedIn, person: Person) -> None:
    kim = person(Role.ADMIN)

    assert "This is not your password now" in change(signed_in(kim), current="a guess")

    kim.refresh_from_db()
    assert kim.check_password(PASSWORD)


@pytest.mark.parametrize("address", ["/", "/people/", "/audit/", "/reference/", "/api/v1/schema/"])
def test_a_one_time_password_leads_to_one_page_only(signed_in: SignedIn, address: str) -> None:
    browser = signed_in(Role.ADMIN, must_change_password=True)

    assert browser.get(address).headers["Location"] == "/password/"


def test_nothing_is_done_with_a_one_time_password(signed_in: SignedIn, person: Person) -> None:
    other = person(name="Somebody")
    browser = signed_in(Role.ADMIN, must_change_password=True)

    browser.post(f"/people/{other.reference}/deactivate/")

    other.refresh_from_db()
    assert other.is_active


def test_the_whole_way_of_somebody_new(client: Client, person: Person) -> None:
    kim, admin = person(Role.ADMIN, email="kim@example.org"), person(Role.ADMIN)
    once = give_new_password(person=kim, by=admin).one_time_password

    client.post("/sign-in/", {"username": "kim@example.org", "password": once})
    assert client.get("/people/").headers["Location"] == "/password/"
    assert "Choose your own password" in client.get("/password/").content.decode()
    change(client, current=once)

    assert client.get("/people/").status_code == 200


def test_somebody_with_a_one_time_password_may_leave(signed_in: SignedIn) -> None:
    browser = signed_in(Role.ADMIN, must_change_password=True)

    assert browser.post("/sign-out/").headers["Location"] == "/sign-in/"
