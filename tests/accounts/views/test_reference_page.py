"""The tables that rules and clocks are read from, to be looked at by administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from cases.models import BankHoliday
from vlu.reference_tables import TABLES


@pytest.fixture
def admin(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.ADMIN)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        (
            "limits",
            ["T01", "tell the Witness Care Unit the outcome and sentence", "5 working days after hearing", "In force"],
        ),
        ("bank-holidays", ["Christmas Day", "Friday 25 December 2026"]),
        ("regions", ["Kent, Surrey and Sussex", "N57", "KSS"]),
        ("forces", ["Kent Witness Care Unit"]),
        ("events", ["E01"]),
        ("courts", ["Maidstone"]),
        ("offences", ["CJ88001"]),
    ],
)
def test_a_table_shows_its_rows_with_source_and_confidence(admin: Client, slug: str, words: list[str]) -> None:
    page = admin.get(f"/reference/{slug}/").content.decode()

    assert [word for word in words if word not in page] == []
    assert 'scope="col" class="govuk-table__header">Source<' in page
    assert 'scope="col" class="govuk-table__header">Confidence<' in page


def test_the_first_page_shows_the_limits_and_leads_to_every_table(admin: Client) -> None:
    page = admin.get("/reference/").content.decode()

    assert "Reference data: time limits" in page
    assert all(f'href="/reference/{table.slug}/"' in page for table in TABLES)


def test_there_is_no_table_of_that_name(admin: Client) -> None:
    assert admin.get("/reference/people/").status_code == 404


@pytest.mark.parametrize("slug", [table.slug for table in TABLES])
def test_a_table_asks_the_database_once(admin: Client, slug: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):  # session, who is signed in, the table, late jobs
        assert admin.get(f"/reference/{slug}/").status_code == 200


def test_a_new_row_is_shown(admin: Client) -> None:
    BankHoliday.objects.create(day="2029-01-02", title="A day for the king", source="Royal decree", confidence="L")

    page = admin.get("/reference/bank-holidays/").content.decode()

    assert "A day for the king" in page
    assert "Royal decree" in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_no_other_role_sees_it(signed_in: Callable[..., Client], role: Role) -> None:
    assert signed_in(role).get("/reference/").status_code == 403
