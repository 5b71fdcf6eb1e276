"""Signing in and out: one error for every reason, and a way back to pages of ours only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.factories.accounts import PASSWORD

Person = Callable[..., User]
WRONG = "Your e-mail address or password is wrong"


def sign_in(browser: Client, email: str, password: str = PASSWORD, then: str = "") -> Any:
    return browser.post(reverse("accounts:sign_in"), {"username": email, "password": password, "next": then})


def test_a_page_of_ours_asks_who_is_there(client: Client, db: None) -> None:
    response = client.get("/people/")

    assert response.headers["Location"] == "/sign-in/?next=/people/"


def test_the_address_may_be_written_in_capitals(client: Client, person: Person) -> None:
    person(Role.ADMIN, email="kim@example.org")

    response = sign_in(client, "Kim@Example.ORG")

    assert (response.status_code, response.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("then", ["/people/", "/audit/?verb=person.invited"])
def test_next_leads_back_to_the_page(client: Client, person: Person, then: str) -> None:
    person(Role.ADMIN, email="kim@example.org")

    assert sign_in(client, "kim@example.org", then=then).headers["Location"] == then


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_next_leads_nowhere_else(client: Client, person: Person, then: str) -> None:
    person(Role.ADMIN, email="kim@example.org")

    assert sign_in(client, "kim@example.org", then=then).headers["Location"] == "/"


def test_next_outlives_a_wrong_password(client: Client, person: Person) -> None:
    person(Role.ADMIN, email="kim@example.org")

    response = sign_in(client, "kim@example.org", "wrong", then="/people/")

    assert '<input type="hidden" name="next" value="/people/">' in response.content.decode()


def test_a_wrong_password_an_unknown_address_and_somebody_deactivated_look_the_same(
    client: Client, person: Person
) -> None:
    person(email="kim@example.org")
    person(email="gone@example.org", is_active=False)

    for email, password in (
        ("kim@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("gone@example.org", PASSWORD),
    ):
        response = sign_in(client, email, password)
        assert response.status_code == 200
        assert WRONG in response.content.decode()
        assert "_auth_user_id" not in client.session


def test_the_page_of_somebody_signed_in_leads_home(signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.ADMIN).get("/sign-in/").headers["Location"] == "/"


def test_signing_out_ends_the_session(client: Client, person: Person) -> None:
    person(Role.ADMIN, email="kim@example.org")
    sign_in(client, "kim@example.org")
    assert client.get("/people/").status_code == 200

    response = client.post("/sign-out/")

    assert response.headers["Location"] == "/sign-in/"
    assert client.get("/people/").status_code == 302
    assert not Session.objects.exists()


def test_a_link_does_not_sign_anybody_out(signed_in: Callable[..., Client]) -> None:
    browser = signed_in(Role.ADMIN)

    assert browser.get("/sign-out/").status_code == 405
    assert browser.get("/people/").status_code == 200


def test_signing_in_needs_the_forms_token(person: Person) -> None:
    person(email="kim@example.org")
    strict = Client(enforce_csrf_checks=True)

    response = sign_in(strict, "kim@example.org")

    assert response.status_code == 403
    assert "Your session is over" in response.content.decode()


def test_a_null_character_is_refused_in_words(client: Client, db: None) -> None:
    assert sign_in(client, "kim\x00@example.org", "wrong\x00").status_code == 200
