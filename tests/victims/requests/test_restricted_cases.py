"""A request on a case with somebody restricted is as closed as the case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from victims.models import AccessGrant, ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_it_is_hidden_with_the_case(person: Callable[..., User]) -> None:
    vao = person(Role.VAO)
    request = ReferralRequestFactory()
    enrolment = EnrolmentFactory(case=request.case)
    assert list(ReferralRequest.objects.visible_to(vao)) == [request]

    enrolment.restricted = True
    enrolment.save()

    assert not ReferralRequest.objects.visible_to(vao).exists()


def test_being_let_in_to_one_person_shows_no_request_about_another(person: Callable[..., User]) -> None:
    vao, sam = person(Role.VAO), person(Role.MANAGER)
    request = ReferralRequestFactory()
    opened, closed = EnrolmentFactory.create_batch(2, case=request.case, restricted=True)
    AccessGrant.objects.create(enrolment=opened, person=vao, reason="Works with her", granted_by=sam, since=NOW)

    assert not ReferralRequest.objects.visible_to(vao).exists()

    AccessGrant.objects.create(enrolment=closed, person=vao, reason="And with him", granted_by=sam, since=NOW)
    assert list(ReferralRequest.objects.visible_to(vao)) == [request]


def test_an_answered_request_keeps_no_case_open_that_was_handed_over(signed_in: Callable[..., Client]) -> None:
    sam = signed_in(Role.MANAGER)
    request = ReferralRequestFactory()
    EnrolmentFactory(case=request.case, region_id="N59")
    pages = [f"/cases/{request.case.reference}/{page}" for page in ("", "timeline/", "sentence/")]
    assert [sam.get(page).status_code for page in pages] == [200, 200, 200], "it stands: the unit still asks"

    ReferralRequest.objects.update(answer="declined", answered_on=NOW.date())

    assert [sam.get(page).status_code for page in pages] == [404, 404, 404]
    assert sam.get(f"/requests/{request.reference}/").status_code == 200
