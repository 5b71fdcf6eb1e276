"""A referral begun from a request knows what the request says, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import OrganisationKind, Role
from cases.models import Case, Offender
from tests.factories.accounts import unit
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import ReferralRequestFactory
from victims.models import ReferralDraft, ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def asked() -> ReferralRequest:
    sentence = SentenceFactory(offence__conviction=CaseFactory().conviction)
    Offender.objects.update(last_name="Zabrowsky", date_of_birth=date(1984, 3, 12))
    request: ReferralRequest = ReferralRequestFactory(
        case=Case.objects.get(), offences=[sentence.offence], concerning="Maria Jane Fenwick"
    )
    return request


def begin(browser: Client, request: ReferralRequest) -> str:
    return browser.post(f"{reverse('victims:refer_start')}?request={request.reference}", follow=True).text


def test_its_pages_are_filled_in(asked: ReferralRequest, signed_in: Callable[..., Client]) -> None:
    page = begin(signed_in(Role.WCO), asked)

    assert "Zabrowsky" in page
    assert "1984" not in page, "the request does not say when the offender was born"
    content = ReferralDraft.objects.get().content["checked"]
    assert content["people"] == {"first_names": "Maria Jane", "last_name": "Fenwick"}
    assert content["offences"]["code"] == asked.offences.get().code


def test_no_other_office_can_begin_from_it(asked: ReferralRequest, signed_in: Callable[..., Client]) -> None:
    page = begin(signed_in(Role.WCO, organisation=unit(OrganisationKind.WCU, force="Sussex")), asked)

    assert "Zabrowsky" not in page
    assert not ReferralDraft.objects.exists()
