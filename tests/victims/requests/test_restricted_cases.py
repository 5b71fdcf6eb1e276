"""A request on a case with somebody restricted is as closed as the case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from victims.models import ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_it_is_hidden_with_the_case(person: Callable[..., User]) -> None:
    vao = person(Role.VAO)
    request = ReferralRequestFactory()
    enrolment = EnrolmentFactory(case=request.case)
    assert list(ReferralRequest.objects.visible_to(vao)) == [request]

    enrolment.restricted = True
    enrolment.save()

    assert not ReferralRequest.objects.visible_to(vao).exists()
