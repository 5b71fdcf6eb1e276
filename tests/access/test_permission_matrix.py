"""Every address, every role: who gets in, what nobody else is told, and that a refused request changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from tests.access.addresses import every_name
from tests.access.matrix import MATRIX, Whose
from tests.access.visits import Visit, visit
from tests.access.world import NEVER_SEES, SECRETS, World

pytestmark = pytest.mark.django_db
ANONYMOUS = "nobody signed in"
Visits = Callable[..., dict[str, Visit]]
GETS_IN = frozenset({200, 201, 302})
ANYBODY = Role.VLO  # whose address somebody without a name tries

NAMES = sorted(MATRIX)
READ = [name for name in NAMES if MATRIX[name].reads]
SENT = [name for name in NAMES if MATRIX[name].sends is not None]
NAMED = [name for name in NAMES if MATRIX[name].whose != Whose.NOBODYS]
LISTS = [name for name in NAMES if MATRIX[name].is_list]
CLOSED = [name for name in NAMES if not MATRIX[name].is_open]


@pytest.fixture
def world(db: None, built_world: World) -> World:
    """The one of the whole module: every test below leaves it as it was."""
    return built_world


@pytest.fixture(scope="module")
def seen_before() -> dict[tuple[str, str], dict[str, Visit]]:
    return {}


@pytest.fixture
def visits(world: World, seen_before: dict[tuple[str, str], dict[str, Visit]]) -> Visits:
    """By everybody here, and by nobody signed in. Nothing differs between two such visits, so each is made once."""

    def look(name: str, method: str = "GET") -> dict[str, Visit]:
        if (name, method) not in seen_before:
            seen = {role.value: undone(name, world, world.here[role], method) for role in Role}
            anonymous = undone(name, world, None, method, like=world.here[ANYBODY])
            seen_before[name, method] = {**seen, ANONYMOUS: anonymous}
        return seen_before[name, method]

    return look


def undone(name: str, world: World, user: User | None, method: str = "GET", **how: Any) -> Visit:
    with transaction.atomic():
        seen = visit(name, world, user, method, **how)
        transaction.set_rollback(True)
    return seen


def is_let_in(seen: Visit) -> bool:
    return seen.status in GETS_IN and not leads_to_sign_in(seen)


def leads_to_sign_in(seen: Visit) -> bool:
    return seen.status == 302 and seen.headers["Location"].startswith("/sign-in/?next=")


def refusal(name: str, seen: Visit) -> str:
    """In one word, so that a wrong one can be read off the failure."""
    if is_let_in(seen):
        return "in"
    if leads_to_sign_in(seen) and not MATRIX[name].is_api:
        return "sign in"
    return {403: "refused", 401: "refused", 404: "not found"}.get(seen.status, str(seen.status))


def expected(name: str) -> dict[str, str]:
    entry = MATRIX[name]
    anonymous = "in" if entry.is_open else "refused" if entry.is_api else "sign in"
    outside = "not found" if entry.whose != Whose.NOBODYS else "in"
    roles = {role.value: "in" if role in entry.roles else "refused" for role in Role}
    return {**roles, **{role.value: outside for role in entry.outside}, ANONYMOUS: anonymous}


def test_every_address_of_the_project_stands_in_the_matrix() -> None:
    assert sorted(every_name()) == NAMES


@pytest.mark.parametrize("name", READ)
def test_only_these_roles_get_in_and_nobody_else_is_told_anything(name: str, visits: Visits) -> None:
    entry, seen = MATRIX[name], visits(name)

    assert {who: refusal(name, one) for who, one in seen.items()} == expected(name)
    insiders = {role.value for role in entry.roles} if not entry.is_open else seen.keys()
    refused = {who: one for who, one in seen.items() if who not in insiders}
    assert entry.shows or refused.keys() <= {ANONYMOUS}, (
        f"{name} says nothing that could leak: its denials prove nothing"
    )
    for role in entry.roles:
        assert seen[role.value].shows(entry.shows) == set(entry.shows), f"{role} is not shown what is there"
    for who, one in refused.items():
        assert one.tells(SECRETS | set(entry.shows)) == set(), f"{who} was refused, and told this"


@pytest.mark.parametrize("name", SENT)
def test_what_somebody_sends_who_may_not_changes_nothing(name: str, visits: Visits) -> None:
    entry, seen = MATRIX[name], visits(name, "POST")

    assert {who: refusal(name, one) for who, one in seen.items()} == expected(name)
    for who, one in seen.items():
        if expected(name)[who] != "in":
            assert (one.tables_written, one.tells(SECRETS)) == ((), set()), f"{who} was refused"
    if name not in WRITES_NOTHING:
        for role in entry.roles:
            assert seen[role.value].tables_written, f"{role} may send this, and nothing was written"


WRITES_NOTHING = {
    "accounts:sign_in": "somebody signed in is sent home",
    "accounts:sign_out": "a session ends, nothing else",
    "victims:import_caseload": "without a file it asks for one",
    "victims:bring_court_results": "without a file it asks for one",
    "victims:eligibility_sheet": "nothing of a sheet is kept",
    "victims:refer_verdict": "an eligible verdict only leads on",
}


@pytest.mark.parametrize("name", NAMED)
def test_somebody_of_the_right_role_for_whom_it_is_not_finds_nothing(name: str, world: World, visits: Visits) -> None:
    entry = MATRIX[name]
    others = [world.elsewhere] if entry.whose == Whose.UNITS else [world.elsewhere, world.beside]
    method = "GET" if entry.reads else "POST"
    for role in entry.roles:
        assert is_let_in(visits(name, method)[role.value]), "there is something to be found"
        for people in others:
            seen = undone(name, world, people[role], method, like=world.here[role])
            assert (refusal(name, seen), seen.tells(SECRETS), seen.tables_written) == ("not found", set(), ())


@pytest.mark.parametrize("name", sorted(set(NAMED) & set(SENT) & set(READ)))
def test_nor_can_they_change_it(name: str, world: World) -> None:
    for role in MATRIX[name].roles:
        seen = undone(name, world, world.elsewhere[role], "POST", like=world.here[role])
        assert (refusal(name, seen), seen.tells(SECRETS), seen.tables_written) == ("not found", set(), ())


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_another_region_or_force_nothing_of_this_one(name: str, world: World) -> None:
    for role in MATRIX[name].roles:
        seen = undone(name, world, world.elsewhere[role])
        assert (seen.status, seen.tells(SECRETS)) == (200, set())


@pytest.mark.parametrize("role", list(Role))
def test_no_page_shows_a_role_what_it_never_sees(role: Role, visits: Visits) -> None:
    entries = {name: MATRIX[name] for name in READ if role in MATRIX[name].roles and not MATRIX[name].secret}
    pages = {name: visits(name)[role.value] for name in entries}

    assert {name: told for name, page in pages.items() if (told := page.shows(NEVER_SEES[role]))} == {}


def test_each_thing_that_is_never_shown_to_somebody_is_shown_to_somebody_else(visits: Visits) -> None:
    told: set[str] = set()
    for name in READ:
        for role in MATRIX[name].roles:
            told |= visits(name)[role.value].shows(SECRETS)

    assert told == SECRETS


@pytest.mark.parametrize("name", NAMES)
def test_other_methods_are_refused(name: str, world: World) -> None:
    entry = MATRIX[name]
    user = world.here[sorted(entry.roles)[0]]
    accepted = ({"GET"} if entry.reads else set()) | ({"POST"} if entry.sends is not None else set())
    refused = (405, 403) if entry.is_api else (405,)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - accepted:
        seen = undone(name, world, user, method)
        assert seen.status in refused, f"{method} {name}: {seen.status}"
        assert seen.tables_written == ()


@pytest.mark.parametrize("name", SENT)
def test_a_form_that_was_not_ours_changes_nothing(name: str, world: World) -> None:
    entry = MATRIX[name]
    seen = undone(name, world, world.here[sorted(entry.roles)[0]], "POST", check_csrf=True)

    assert (seen.status, seen.tables_written) == (403, ())


@pytest.mark.parametrize("name", READ)
def test_no_answer_is_kept_framed_or_scripted_by_others(name: str, visits: Visits) -> None:
    for who, seen in visits(name).items():
        assert seen.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in seen.headers["Content-Security-Policy"]
        assert "unsafe" not in seen.headers["Content-Security-Policy"]
        if who != ANONYMOUS or name == "accounts:sign_in":
            assert "no-store" in seen.headers["Cache-Control"], f"{name} for {who}"


@pytest.mark.parametrize("name", [name for name in CLOSED if name != "accounts:change_password"])
def test_nobody_works_with_a_one_time_password_or_after_leaving(name: str, world: World) -> None:
    entry = MATRIX[name]
    user, method = world.here[sorted(entry.roles)[0]], "GET" if entry.reads else "POST"
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    seen = undone(name, world, user, method)
    user.must_change_password = False
    assert (seen.status, seen.headers["Location"]) == (302, "/password/")
    assert (seen.tells(SECRETS), seen.tables_written) == (set(), ())

    user.is_active = False
    user.save(update_fields=["must_change_password", "is_active"])
    gone = undone(name, world, user, method)
    user.is_active = True
    assert refusal(name, gone) in {"refused", "sign in"}
    assert (gone.tells(SECRETS), gone.tables_written) == (set(), ())
