"""The audit trail as an administrator reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import audit
from accounts.enums import Role
from accounts.models import AuditEntry, AuditSeal, User
from tests.accounts.trail import TESTED
from vlu.lib import clock

Person = Callable[..., User]


@pytest.fixture
def admin(signed_in: Callable[..., Client], friday: datetime) -> Client:
    return signed_in(Role.ADMIN, name="Ada Min")


@pytest.fixture
def kim(person: Person) -> User:
    return person(Role.VLO, name="Kim Low", email="kim@example.org")


def write(who: User | None, about: User, words: str) -> None:
    audit.record(TESTED, about, who, words=words)


def text(browser: Client, query: str = "") -> str:
    response = browser.get(f"/audit/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> list[str]:
    return re.findall(r"wrote (\w+) about", page)


def test_each_entry_is_a_sentence_newest_first(admin: Client, kim: User) -> None:
    write(kim, kim, "first")
    write(None, kim, "second")

    page = text(admin)

    assert f"<strong>The system</strong> wrote second about {kim.reference}" in page
    assert f"<strong>Kim Low</strong> wrote first about {kim.reference}" in page
    assert words_of(page) == ["second", "first"]
    assert "20 Nov 2026, 10:00" in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("who=kim", ["one"]),
        ("who=KIM@example", ["one"]),
        ("who=the+system", ["two"]),
        ("who=nobody", []),
        ("verb=tests.wrote", ["two", "one"]),
        ("verb=person.invited", []),
        ("since_day=20&since_month=11&since_year=2026", ["two"]),
        ("until_day=19&until_month=11&until_year=2026", ["one"]),
    ],
)
def test_the_trail_is_filtered_by_what_stands_in_the_address(
    admin: Client, kim: User, query: str, left: list[str]
) -> None:
    with clock.frozen_at(clock.now() - timedelta(days=1)):
        write(kim, kim, "one")
    write(None, kim, "two")

    assert words_of(text(admin, query)) == left


def test_the_reference_of_a_line_leads_to_all_of_its_history(admin: Client, kim: User, person: Person) -> None:
    write(kim, kim, "mine")
    write(kim, person(), "another")

    assert f'href="?subject={kim.reference}"' in text(admin)
    assert words_of(text(admin, f"subject={kim.reference}")) == ["mine"]


def test_a_long_trail_is_read_page_by_page_and_back(admin: Client, kim: User) -> None:
    for number in range(120):
        write(kim, kim, f"n{number}")

    first = text(admin, "who=kim")
    second = text(admin, address(first, "next"))
    third = text(admin, address(second, "next"))
    back = text(admin, address(third, "prev"))

    assert words_of(first) + words_of(second) + words_of(third) == [f"n{number}" for number in range(119, -1, -1)]
    assert words_of(back) == words_of(second)
    assert words_of(text(admin, address(back, "prev"))) == words_of(first)
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in third
    assert "who=kim" in address(first, "next")


def address(page: str, rel: str) -> str:
    found = re.search(rf'href="\?([^"]*)" rel="{rel}"', page)
    assert found, f"there is no link {rel}"
    return found[1].replace("&amp;", "&")


def test_entries_written_while_somebody_reads_do_not_move_the_pages(admin: Client, kim: User) -> None:
    for number in range(60):
        write(kim, kim, f"n{number}")
    following = address(text(admin), "next")
    write(kim, kim, "later")

    assert words_of(text(admin, following)) == [f"n{number}" for number in range(9, -1, -1)]


@pytest.mark.parametrize(
    "query",
    [
        "before=x", "before=0", "after=-1", "before=99999999999999999999", "verb=unknown", "who=%00",
        "since_day=31&since_month=2&since_year=2026", "since_day=1&since_month=1&since_year=0001",
        "until_day=31&until_month=12&until_year=9999", "subject=" + "x" * 500,
    ],
)  # fmt: skip
def test_an_address_somebody_made_up_breaks_nothing(admin: Client, kim: User, query: str) -> None:
    write(kim, kim, "one")

    text(admin, query)


def test_an_impossible_period_is_said(admin: Client) -> None:
    page = text(admin, "since_day=2&since_month=1&since_year=2026&until_day=1&until_month=1&until_year=2026")

    assert "The last day must be the first day or after it" in page


def test_the_page_says_when_the_trail_was_last_sealed(admin: Client) -> None:
    assert "Nothing has been sealed yet." in text(admin)
    AuditSeal.objects.create(
        number=1,
        at=clock.now(),
        cluster=1,
        from_transaction=0,
        to_transaction=9,
        entries=1,
        first_entry=7,
        last_entry=7,
    )

    assert "Sealed at 10:00 on Friday 20 November 2026, up to entry 7." in text(admin)


def test_what_today_no_longer_knows_is_shown_as_it_was_stored(admin: Client, kim: User) -> None:
    stored = audit.entry(TESTED, kim, kim, colour="green")  # a fact missing
    unknown = audit.entry(TESTED, kim, kim, colour="blue")
    unknown.verb = "cases.painted"  # a verb nobody registers any more
    AuditEntry.objects.bulk_create([stored, unknown])

    page = text(admin)

    assert "tests.wrote: colour green" in page
    assert "cases.painted: colour blue" in page


def test_what_people_typed_is_shown_as_text(admin: Client, kim: User) -> None:
    write(kim, kim, "<script>alert(1)</script>")

    assert "<script>alert" not in text(admin)


def test_the_trail_asks_the_same_number_of_questions_however_long_it_is(
    admin: Client, kim: User, person: Person, django_assert_max_num_queries: Any
) -> None:
    write(kim, kim, "one")
    with django_assert_max_num_queries(5):  # session, who is signed in, the entries, the last seal, late jobs
        assert len(words_of(text(admin))) == 1
    write(person(), kim, "two")
    write(None, person(), "three")
    with django_assert_max_num_queries(5):
        assert len(words_of(text(admin))) == 3


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_no_other_role_reads_it(signed_in: Callable[..., Client], kim: User, role: Role) -> None:
    write(kim, kim, "one")

    response = signed_in(role).get("/audit/")

    assert response.status_code == 403
    assert "wrote one" not in response.content.decode()
