"""The protocol with each youth offending team: what stands, when it is to be reviewed, and whose it is to record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from tests.factories.accounts import unit
from victims.actions.youth_protocols import NotATeamOfTheRegion, record_protocol
from victims.models import YouthProtocol
from victims.rules.youth_protocols import Protocol, standing

SignedIn = Callable[..., Client]
ADDRESS = "/youth-teams/"
TODAY, AGREED = date(2026, 11, 20), date(2026, 1, 5)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def answers(**other: object) -> dict[str, Any]:
    days = {"agreed_on": AGREED, "review_on": date(2027, 1, 5)}
    split = {
        f"{name}_{part}": number
        for name, day in days.items()
        for part, number in (("day", day.day), ("month", day.month), ("year", day.year))
    }
    return {"team": unit(OrganisationKind.YOT).pk, "status": "agreed", "joint_visits": "on", **split, **other}


@pytest.mark.parametrize(
    ("protocol", "tag", "late"),
    [
        (None, "No protocol", True),
        (Protocol("none", None, None), "No protocol", True),
        (Protocol("being_agreed", None, None), "Being agreed", False),
        (Protocol("agreed", AGREED, date(2026, 11, 19)), "Review late", True),
        (Protocol("agreed", AGREED, TODAY), "Review soon", False),
        (Protocol("agreed", AGREED, date(2026, 12, 18)), "Review soon", False),
        (Protocol("agreed", AGREED, date(2026, 12, 19)), "", False),
    ],
)
def test_one_that_is_missing_or_past_its_review_is_late(protocol: Protocol | None, tag: str, late: bool) -> None:
    found = standing(protocol, TODAY)

    assert (found.tag, found.late) == (tag, late)


def _waiting(browser: Client) -> int:
    tiles = browser.get("/intake/").context["tiles"]
    return next(int(tile["number"]) for tile in tiles if tile["words"].startswith("protocols"))


def test_recording_one_shows_it_and_takes_it_off_the_list_of_what_waits(signed_in: SignedIn) -> None:
    browser = signed_in(Role.VAO)
    assert "No protocol is recorded" in browser.get(ADDRESS).text
    assert _waiting(browser) == 1

    page = browser.post(ADDRESS, answers(contact="Hesper Alder, 01632 960199"), follow=True).text

    assert "Agreed on Monday 5 January 2026. Review it by Tuesday 5 January 2027." in page
    assert "Hesper Alder" in page
    assert _waiting(browser) == 0


def test_the_record_before_stays(signed_in: SignedIn) -> None:
    browser = signed_in(Role.MANAGER)
    for status in ("agreed", "agreed"):
        browser.post(ADDRESS, answers(status=status))

    assert [row.superseded_at is None for row in YouthProtocol.objects.order_by("id")] == [False, True]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"agreed_on_day": "", "agreed_on_month": "", "agreed_on_year": ""}, "Enter the day it was agreed"),
        ({"agreed_on_year": 2027}, "cannot be in the future"),
        ({"review_on_year": 2025}, "The review must be after the day it was agreed"),
        ({"status": "being_agreed"}, "Leave this empty until the protocol is agreed"),
        ({"status": ""}, "Choose how it stands"),
    ],
)
def test_what_cannot_be_recorded_says_why(signed_in: SignedIn, given: dict[str, object], said: str) -> None:
    page = signed_in(Role.VAO).post(ADDRESS, answers(**given)).text

    assert "There is a problem" in page
    assert said in page
    assert not YouthProtocol.objects.exists()


def test_another_regions_team_is_neither_seen_nor_recorded(signed_in: SignedIn, person: Callable[..., User]) -> None:
    theirs = unit(OrganisationKind.YOT, region="N59")
    facts: dict[str, Any] = {"status": "none", "agreed_on": None, "review_on": None, "joint_visits": False}
    there = person(Role.VAO, region="N59")
    record_protocol(team=theirs, contact="Hesper Alder", by=there, **facts)
    assert YouthProtocol.objects.visible_to(there).exists()

    browser = signed_in(Role.VAO)
    page = browser.get(ADDRESS).text
    assert theirs.name not in page
    assert "Hesper Alder" not in page
    assert "Choose a team" in browser.post(ADDRESS, answers(team=theirs.pk)).text
    with pytest.raises(NotATeamOfTheRegion):
        record_protocol(team=theirs, contact="", by=browser.user, **facts)  # type: ignore[attr-defined]
    assert YouthProtocol.objects.count() == 1
