"""The pages on which somebody makes, replaces and stops the secret link of their calendar."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry, CalendarLink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]


def address_on(page: str) -> str:
    found = re.search(r'value="(http[^"]*/calendar/[^"]*\.ics)"', page)
    assert found
    return found[1]


def sentences() -> list[str]:
    return list(
        AuditEntry.objects.filter(verb__startswith="calendar_link").order_by("pk").values_list("verb", flat=True)
    )


def test_a_link_is_shown_once_and_works(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VLO)
    assert "You have no link now" in browser.get("/calendar/link/").text

    made = browser.post("/calendar/link/")

    address = address_on(made.text)
    assert "no-store" in made.headers["Cache-Control"]
    assert Client().get(address).status_code == 200
    again = browser.get("/calendar/link/").text
    assert address not in again
    assert "last used on Friday 20 November 2026" in again


def test_looking_at_the_pages_changes_nothing(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VLO)
    browser.post("/calendar/link/")

    browser.get("/calendar/link/")
    browser.get("/calendar/link/stop/")

    assert CalendarLink.objects.working().count() == 1
    assert sentences() == ["calendar_link.made"]


def test_a_new_link_ends_the_old_one_after_the_page_said_so(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VLO)
    old = address_on(browser.post("/calendar/link/").text)
    assert "the one you have stops at once" in browser.get("/calendar/link/").text

    new = address_on(browser.post("/calendar/link/").text)

    assert [Client().get(old).status_code, Client().get(new).status_code] == [404, 200]
    assert sentences() == ["calendar_link.made", "calendar_link.replaced"]


def test_a_link_is_stopped_after_a_question(signed_in: SignedIn) -> None:
    browser = signed_in(Role.MANAGER)
    address = address_on(browser.post("/calendar/link/").text)
    assert "Stop your calendar link?" in browser.get("/calendar/link/stop/").text

    page = browser.post("/calendar/link/stop/", follow=True).text

    assert "Your calendar link is stopped" in page
    assert Client().get(address).status_code == 404
    assert "You have no calendar link" in browser.get("/calendar/link/stop/").text
    assert sentences() == ["calendar_link.made", "calendar_link.stopped"]
