"""The list of court results: what became of each, narrowed by the address, for the region they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tests.factories.victims import EnrolmentFactory
from tests.victims.intake.court_files import SOMEBODY_ELSE, bring, result, row, units_for

SignedIn = Callable[..., Client]
LIST = "/court-results/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture(autouse=True)
def _kent_asks(friday: object) -> None:
    units_for("Kent")


def test_the_list_says_what_became_of_each_and_names_only_short(signed_in: SignedIn) -> None:
    bring(row(), row(**SOMEBODY_ELSE, disposal="suspended"))
    page = signed_in(Role.VAO).get(LIST).content.decode()
    assert "Harlan D." in page
    assert "Maria F." in page
    assert "No action needed" in page
    assert "No referral yet" in page
    assert "Dray" not in page
    assert "Fenn" not in page


@pytest.mark.parametrize(
    ("show", "there", "not_there"),
    [("held", "Owen P.", "Harlan D."), ("no_referral", "Harlan D.", "Owen P."), ("opened", "Harlan D.", "Owen P.")],
)
def test_the_address_narrows_the_list(show: str, there: str, not_there: str, signed_in: SignedIn) -> None:
    bring(row(), row(**SOMEBODY_ELSE, offence_code="ZZ99999"))
    page = signed_in(Role.VAO).get(LIST, {"show": show}).content.decode()
    assert there in page
    assert not_there not in page


def test_the_number_of_queries_does_not_grow_with_the_list(
    signed_in: SignedIn, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    browser = signed_in(Role.VAO)
    bring(row())
    browser.get(LIST)
    with django_assert_max_num_queries(40) as one:
        browser.get(LIST)
    bring(row(**SOMEBODY_ELSE), row(result_id="R-3", harmed_first_names="Tom"))
    with django_assert_num_queries(len(one.captured_queries)):
        browser.get(LIST)


def test_another_region_sees_nothing(signed_in: SignedIn) -> None:
    bring(row())
    assert "Harlan D." in signed_in(Role.MANAGER).get(LIST).content.decode()
    stranger = signed_in(Role.MANAGER, region="N54")
    assert "Harlan D." not in stranger.get(LIST).content.decode()
    assert stranger.get(f"{LIST}{result().reference}/").status_code == 404


def test_a_result_on_a_case_with_somebody_restricted_stays_closed(signed_in: SignedIn) -> None:
    bring(row())
    address = f"{LIST}{result().reference}/"
    browser = signed_in(Role.VAO)
    assert "Fenn" in browser.get(address).content.decode()
    EnrolmentFactory(case=result().case, restricted=True)
    assert browser.get(address).status_code == 404
    assert "Harlan D." not in browser.get(LIST).content.decode()
