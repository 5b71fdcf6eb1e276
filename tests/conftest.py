"""The cast, the clock and the reference data every test may lean on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, TransactionTestCase

from accounts.enums import Role
from accounts.models import User
from tests import committed_rows, migrated_copy
from tests.factories.accounts import UserFactory
from vlu.lib import clock

TODAY = committed_rows.TODAY


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return migrated_copy.start_from_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: str, django_db_setup: None, django_db_blocker: Any) -> None:
    """The reference data is loaded once, by the command a user runs."""
    with django_db_blocker.unblock():
        migrated_copy.keep_copy(django_db_modify_db_settings)
        committed_rows.load_reference_data()
        committed_rows.remember_reference_data()


@pytest.fixture(autouse=True, scope="session")
def _tables_are_emptied_between_tests_that_commit() -> Iterator[None]:
    """Django would truncate every table: the audit trail refuses that, and the reference data would be gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: committed_rows.remove())
        yield


@pytest.fixture(autouse=True, scope="session")
def _counts_of_an_earlier_run_are_forgotten() -> None:
    """What is counted in the cache (vlu.lib.pace) is of real time, and another run may have been a minute ago."""
    cache.clear()


@pytest.fixture
def friday() -> Iterator[datetime]:
    """The product's clock stands at ten o'clock on Friday 20 November 2026."""
    with clock.frozen_at(TODAY):
        yield TODAY


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """A person in a role, in Kent, Surrey and Sussex or Kent Police unless told otherwise."""

    def make(role: Role = Role.VLO, **facts: Any) -> User:
        made: User = UserFactory(role=role, **facts)
        return made

    return make


@pytest.fixture
def signed_in(client: Client, person: Callable[..., User]) -> Callable[..., Client]:
    """A browser session of a person: `signed_in(Role.VLO)` or `signed_in(somebody)`."""

    def sign_in(who: Role | User, **facts: Any) -> Client:
        user = who if isinstance(who, User) else person(who, **facts)
        browser = Client()
        browser.force_login(user, backend="accounts.sign_in.PasswordBackend")
        browser.user = user  # type: ignore[attr-defined]
        return browser

    return sign_in
