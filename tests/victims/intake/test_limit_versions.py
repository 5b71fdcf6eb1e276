"""Loading the reference data again keeps what an administrator entered, and says what it left out."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.enums import Role
from tests.conftest import TODAY
from tests.factories.accounts import UserFactory
from victims.intake.limit_versions import load_limits
from victims.models import TimeLimit

pytestmark = pytest.mark.django_db

ENTERED_FROM = date(2027, 1, 1)
Version = tuple[date | None, date | None, int | None]


def of_file(valid_from: date | None, amount: int = 5, valid_to: date | None = None) -> TimeLimit:
    facts = {"unit": "working_day", "direction": "after", "runs": True}
    return TimeLimit(code="T51", amount=amount, valid_from=valid_from, valid_to=valid_to, **facts)


def versions() -> list[Version]:
    return list(TimeLimit.objects.filter(code="T51").values_list("valid_from", "valid_to", "amount"))


@pytest.fixture
def entered() -> TimeLimit:
    """An administrator has shortened the limit from the new year."""
    load_limits([of_file(None)])
    TimeLimit.objects.filter(code="T51").update(valid_to=date(2026, 12, 31))
    row = of_file(ENTERED_FROM, amount=3)
    row.entered_by, row.entered_at = UserFactory(role=Role.ADMIN), TODAY
    row.save()
    return row


@pytest.mark.usefixtures("entered")
def test_what_was_entered_stands_and_the_file_counts_until_then() -> None:
    assert load_limits([of_file(None, amount=4)]) == []
    assert versions() == [(None, date(2026, 12, 31), 4), (ENTERED_FROM, None, 3)]


@pytest.mark.usefixtures("entered")
def test_a_version_of_the_file_that_begins_later_is_given_back_and_not_loaded() -> None:
    later = of_file(date(2027, 4, 1), amount=9)
    assert load_limits([of_file(None), later]) == [later]
    assert versions() == [(None, date(2026, 12, 31), 5), (ENTERED_FROM, None, 3)]


def test_a_file_that_names_another_first_day_replaces_its_own_version() -> None:
    load_limits([of_file(None)])
    load_limits([of_file(date(2026, 11, 22))])
    assert versions() == [(date(2026, 11, 22), None, 5)]


def test_loading_twice_changes_nothing() -> None:
    rows = [of_file(None, valid_to=date(2026, 12, 31)), of_file(ENTERED_FROM, amount=6)]
    load_limits(rows)
    first = versions()
    load_limits([of_file(None, valid_to=date(2026, 12, 31)), of_file(ENTERED_FROM, amount=6)])
    assert versions() == first
