"""After five wrong passwords somebody waits, and is told until when and whom to ask. Nobody else waits with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.usefixtures("friday")


def try_password(browser: Client, email: str, password: str) -> Any:
    return browser.post("/sign-in/", {"username": email, "password": password})


@pytest.fixture
def kim(person: Callable[..., User]) -> User:
    return person(email="kim@example.org")


def test_the_fifth_wrong_password_locks(client: Client, kim: User) -> None:
    answers = [try_password(client, kim.email, "wrong").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]


def test_the_page_says_until_when_and_whom_to_ask(client: Client, kim: User) -> None:
    for _ in range(4):
        try_password(client, kim.email, "wrong")
    page = try_password(client, kim.email, "wrong").content.decode()

    assert "You cannot sign in for now" in page
    assert "<strong>10:15 on Friday 20 November 2026</strong>" in page
    assert "ask an administrator" in page


def test_the_right_password_does_not_open_it(client: Client, kim: User) -> None:
    for _ in range(5):
        try_password(client, "KIM@example.org", "wrong")

    assert try_password(client, kim.email, PASSWORD).status_code == 429


def test_others_at_the_same_address_still_sign_in(client: Client, kim: User, person: Callable[..., User]) -> None:
    for _ in range(5):
        try_password(client, kim.email, "wrong")
    person(email="jo@example.org")

    assert try_password(client, "jo@example.org", PASSWORD).status_code == 302


def test_a_right_password_in_between_starts_the_count_again(client: Client, kim: User) -> None:
    for _ in range(4):
        try_password(client, kim.email, "wrong")
    assert try_password(client, kim.email, PASSWORD).status_code == 302
    client.post("/sign-out/")

    assert try_password(client, kim.email, "wrong").status_code == 200
