"""A verdict that moves the day of first contact later does not make the officer forget the day that was told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from cases.enums import Verdict
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory
from victims.actions.clocks import refresh_clocks
from victims.actions.verdicts import override_verdict
from victims.models import Enrolment, Referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SHOWN = "The referrer was shown Monday 30 November 2026"


@pytest.fixture
def referred(person: Callable[..., User]) -> Enrolment:
    wco = person(Role.WCO)
    referral = Referral.objects.create(
        reference="REF-1",
        submitted_by=wco,
        organisation=wco.organisation,
        received_at=NOW,
        received_on=date(2026, 11, 12),
        content={"sent": "by post"},
    )
    enrolment: Enrolment = EnrolmentFactory(referral=referral)
    refresh_clocks(enrolment, NOW.date())
    return enrolment


def now_statutory(enrolment: Enrolment, by: User) -> None:
    override_verdict(
        enrolment=enrolment, verdict=Verdict.STATUTORY_VCS, reason_code="DATA_ERROR", reason="14 months", by=by
    )


def page_of(enrolment: Enrolment, browser: Client) -> str:
    return browser.get(f"/victims/{enrolment.reference}/").text


def test_the_earlier_day_stands_beside_the_clocks(
    referred: Enrolment, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    browser = signed_in(Role.VLO)
    assert SHOWN not in page_of(referred, browser), "it is the day that holds"

    now_statutory(referred, person(Role.MANAGER))

    assert SHOWN in page_of(referred, browser)


def test_once_they_are_reached_nothing_is_left_to_keep(
    referred: Enrolment, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    now_statutory(referred, person(Role.MANAGER))
    Enrolment.objects.update(first_contact_on=date(2026, 11, 19))

    assert SHOWN not in page_of(referred, signed_in(Role.VLO))
