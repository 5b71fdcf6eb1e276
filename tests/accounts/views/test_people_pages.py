"""The administrator's pages of people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import OrganisationKind, Role
from accounts.models import AuditEntry, User
from tests.factories.accounts import unit

Person = Callable[..., User]


@pytest.fixture
def admin(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.ADMIN, name="Ada Min", email="ada@example.org")


def text(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def new_person(**facts: Any) -> dict[str, Any]:
    usual = {
        "name": "Kim Low",
        "email": "kim@example.org",
        "role": Role.VLO.value,
        "organisation": unit(OrganisationKind.VLU).pk,
        "phone": "",
    }
    return {**usual, **facts}


def test_the_list_shows_who_may_sign_in_and_who_no_longer(admin: Client, person: Person) -> None:
    person(name="Kim Low", is_active=False)

    page = text(admin, "/people/")

    assert "Ada Min" in page
    assert "Kim Low" in page
    assert page.count("Deactivated") == 1


@pytest.mark.parametrize("words", ["kim", "LOW", "kim low", "kent witness", "secret@"])
def test_people_are_found_by_name_address_and_organisation(admin: Client, person: Person, words: str) -> None:
    person(Role.WCO, name="Kim Low", email="secret@example.org")
    person(Role.VLO, name="Jo Reed")

    page = text(admin, f"/people/?words={words}")

    assert "Kim Low" in page
    assert "Jo Reed" not in page


def test_people_are_filtered_by_role(admin: Client, person: Person) -> None:
    person(Role.WCO, name="Kim Low")
    person(Role.VLO, name="Jo Reed")

    page = text(admin, "/people/?role=VLO")

    assert "Jo Reed" in page
    assert "Kim Low" not in page


def test_nobody_found_is_said(admin: Client) -> None:
    assert "Nobody here fits what you are looking for." in text(admin, "/people/?words=zzz")


def test_a_long_list_comes_in_pages_that_keep_the_filter(admin: Client, person: Person) -> None:
    for number in range(30):
        person(Role.VLO, name=f"Officer {number:02d}")

    first = text(admin, "/people/?role=VLO")
    second = text(admin, "/people/?role=VLO&page=2")

    assert "Officer 24" in first
    assert "Officer 25" not in first
    assert 'href="?role=VLO&amp;page=2" rel="next"' in first
    assert "Officer 25" in second
    assert 'href="?role=VLO&amp;page=1" rel="prev"' in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=99999999999", "role=KING", "words=%00"])
def test_an_address_somebody_made_up_breaks_nothing(admin: Client, query: str) -> None:
    text(admin, f"/people/?{query}")


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    admin: Client, person: Person, django_assert_max_num_queries: Any
) -> None:
    person(Role.VLO)
    with django_assert_max_num_queries(4):  # session, who is signed in, the list, late jobs
        text(admin, "/people/")
    person(Role.WCO)
    person(Role.VLO, region="N07")
    with django_assert_max_num_queries(4):
        text(admin, "/people/")


def test_somebody_new_is_added_and_their_password_is_shown_once(admin: Client) -> None:
    response = admin.post("/people/add/", new_person())

    person = User.objects.get(email="kim@example.org")
    assert "One-time password of Kim Low" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    shown = response.context["one_time_password"]
    assert person.check_password(shown)
    assert shown not in text(admin, f"/people/{person.reference}/")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"role": Role.WCO.value}, "A witness care officer works for a witness care unit"),
        ({"email": "ada@example.org"}, "ada@example.org is already the e-mail address of somebody here"),
        ({"email": "not an address"}, "Enter a valid email address"),
        ({"name": ""}, "Enter an answer to “Full name”"),
        ({"organisation": "999999"}, "Select a valid choice"),
        ({"role": "KING"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(admin: Client, facts: dict[str, str], sentence: str) -> None:
    page = admin.post("/people/add/", new_person(**facts)).content.decode()

    assert "There is a problem" in page
    assert sentence in page
    assert User.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_a_person_is_changed(admin: Client, person: Person) -> None:
    kim = person(Role.VLO, name="Kim Low")

    response = admin.post(f"/people/{kim.reference}/", {**new_person(name="Kim Lowe"), "role": Role.MANAGER.value})

    kim.refresh_from_db()
    assert response.headers["Location"] == f"/people/{kim.reference}/"
    assert (kim.name, kim.role) == ("Kim Lowe", Role.MANAGER)


def test_somebody_deactivated_is_signed_out_by_the_next_thing_they_do(
    admin: Client, signed_in: Callable[..., Client], person: Person
) -> None:
    other = person(Role.ADMIN, name="Kim Low")
    theirs = signed_in(other)
    assert theirs.get("/people/").status_code == 200

    admin.post(f"/people/{other.reference}/deactivate/")

    assert theirs.get("/people/").headers["Location"] == "/sign-in/?next=/people/"
    assert theirs.post("/people/add/", new_person()).status_code == 302
    assert not User.objects.filter(email="kim@example.org").exists()


def test_an_old_session_stays_over_when_somebody_comes_back(
    admin: Client, signed_in: Callable[..., Client], person: Person
) -> None:
    other = person(Role.ADMIN)
    theirs = signed_in(other)
    admin.post(f"/people/{other.reference}/deactivate/")

    shown = admin.post(f"/people/{other.reference}/reactivate/").context["one_time_password"]

    assert theirs.get("/people/").status_code == 302
    other.refresh_from_db()
    assert other.is_active
    assert other.check_password(shown)


def test_a_new_role_holds_from_the_next_page_on(
    admin: Client, signed_in: Callable[..., Client], person: Person
) -> None:
    other = person(Role.ADMIN)
    theirs = signed_in(other)
    assert theirs.get("/audit/").status_code == 200

    admin.post(
        f"/people/{other.reference}/",
        new_person(role=Role.HEAD.value, organisation=other.organisation_id),
    )

    assert theirs.get("/audit/").status_code == 403


def test_an_administrator_cannot_deactivate_themselves(admin: Client) -> None:
    me = User.objects.get(email="ada@example.org")

    response = admin.post(f"/people/{me.reference}/deactivate/")

    assert response.status_code == 409
    assert "You cannot deactivate yourself." in response.content.decode()
    me.refresh_from_db()
    assert me.is_active


@pytest.mark.parametrize("address", ["", "deactivate/"])
def test_somebody_who_does_not_exist_is_not_found(admin: Client, address: str) -> None:
    me = User.objects.get(email="ada@example.org")

    assert admin.get(f"/people/{me.pk}/{address}").status_code == 404
    assert admin.get(f"/people/P-0000000000/{address}").status_code == 404
    assert admin.get(f"/people/{me.reference}/{address}").status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_no_other_role_opens_or_changes_anything(signed_in: Callable[..., Client], person: Person, role: Role) -> None:
    kim = person(name="Kim Low")
    browser = signed_in(role)
    for address in ("/people/", "/people/add/", f"/people/{kim.reference}/", f"/people/{kim.reference}/deactivate/"):
        assert browser.get(address).status_code == 403, address
        assert browser.post(address, new_person()).status_code in {403, 405}, address
    for address in ("reactivate/", "new-password/"):
        assert browser.post(f"/people/{kim.reference}/{address}").status_code == 403

    kim.refresh_from_db()
    assert kim.is_active
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("address", ["/people/%00/", "/people/P-%00/deactivate/"])
def test_an_address_no_person_can_have_is_not_found(admin: Client, address: str) -> None:
    assert admin.get(address).status_code == 404
