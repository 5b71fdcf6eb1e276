"""The intake page counts what waits of one's own unit, and nothing of another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from tests.factories.victims import ReferralRequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignIn = Callable[..., Client]


def numbers(browser: Client) -> dict[str, int]:
    tiles = browser.get("/intake/").context["tiles"]
    return {tile["words"]: tile["number"] for tile in tiles}


@pytest.mark.parametrize("role", [Role.VAO, Role.MANAGER])
def test_requests_without_an_answer_are_counted_for_the_unit_that_asks_alone(role: Role, signed_in: SignIn) -> None:
    ReferralRequestFactory.create_batch(2)
    ReferralRequestFactory(answer="declined", answered_on=ReferralRequestFactory().found_on)
    words = "referral requests without an answer"
    assert numbers(signed_in(role))[words] == 3
    assert numbers(signed_in(role, region="N59"))[words] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_however_much_waits(
    signed_in: SignIn, django_assert_num_queries: Any, count: int
) -> None:
    ReferralRequestFactory.create_batch(count)
    browser = signed_in(Role.VAO)
    browser.get("/intake/")
    with django_assert_num_queries(11):
        browser.get("/intake/")
