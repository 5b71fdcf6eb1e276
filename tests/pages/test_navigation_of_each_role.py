"""Each role is offered its own pages, each of which exists, and sees where it is."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory, override_settings
from django.urls import get_resolver, reverse

from accounts.enums import Role
from accounts.models import User
from vlu.context_processors import NAVIGATION, navigation, navigation_items


def request_of(role: str, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = User(role=role)
    return request


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_pages_and_all_of_them_exist(role: str) -> None:
    assert [item.text for item in navigation_items(role, "/")] == [link.text for link in NAVIGATION[role]]


def test_a_visitor_is_offered_nothing() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    told = navigation(request)
    assert (told["navigation_items"], told["can_search"]) == ([], False)


@pytest.mark.parametrize("role", Role.values)
def test_only_staff_of_a_unit_may_search(role: str) -> None:
    assert navigation(request_of(role))["can_search"] is (role in {Role.VLO, Role.VAO, Role.MANAGER})


def test_the_page_one_is_on_and_a_page_below_it_are_marked() -> None:
    targets = reverse("reports:targets")
    here = {item.text: item.current for item in navigation_items(Role.MANAGER, targets)}
    below = {item.text: item.current for item in navigation_items(Role.MANAGER, f"{targets}by-region/")}
    assert here["Targets"] == "page"
    assert below["Targets"] == "true"
    assert [current for text, current in here.items() if text != "Targets"] == [""] * (len(here) - 1)


@pytest.mark.parametrize(
    ("role", "path", "marked"),
    [
        (Role.MANAGER, "/restricted/KSS-26-0001/", "Overview"),
        (Role.MANAGER, "/transfers/", "Overview"),
        (Role.MANAGER, "/unit/", "Overview"),
        (Role.MANAGER, "/decisions/KSS-26-0001/", "Decisions"),
        (Role.MANAGER, "/requests/answers/", "Intake"),
        (Role.VAO, "/duplicates/", "Intake"),
        (Role.VAO, "/merged/", "Intake"),
        (Role.VAO, "/import/", "Intake"),
        (Role.VAO, "/eligibility/sheet/", "Intake"),
        (Role.WCO, "/referrals/REF-1/", "Referrals"),
        (Role.WCO, "/referrals/new/", "Refer a victim"),
        (Role.WCO, "/referrals/drafts/7/people/", "Refer a victim"),
        (Role.WCU_SUPERVISOR, "/requests/REQ-1/answer/", "Requests for you"),
        (Role.YOT_WORKER, "/eligibility/sheet/", "Check eligibility"),
    ],
)
def test_a_page_below_marks_the_entry_that_leads_to_it(role: str, path: str, marked: str) -> None:
    assert [item.text for item in navigation_items(role, path) if item.current] == [marked]


def test_every_start_of_an_address_named_in_the_bar_exists() -> None:
    packages = ("accounts.urls", "victims.urls", "notifications.urls")
    real = {f"/{entry.pattern}" for package in packages for entry in get_resolver(package).url_patterns}
    named = {start for links in NAVIGATION.values() for link in links for start in link.below}
    assert {start for start in named if not any(address.startswith(start) for address in real)} == set()


@pytest.mark.parametrize("role", Role.values)
def test_the_bar_of_no_role_has_more_entries_than_fit_on_one_line(role: str) -> None:
    assert len(NAVIGATION[role]) <= 7


@pytest.mark.parametrize("on", [True, False])
def test_a_demonstration_says_so(on: bool) -> None:
    with override_settings(DEMONSTRATION=on):
        assert navigation(request_of(Role.VLO))["demonstration"] is on
