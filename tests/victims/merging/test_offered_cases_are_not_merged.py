"""A case offered to a unit may be looked at there; nobody there merges its people with the unit's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Region, User
from cases.models import OffenderLikeness
from victims.actions.transfers import accept_transfer, offer_transfer
from victims.enums import TransferReason
from victims.models import Enrolment, SafeContact, TransferOffer, VictimLikeness

pytestmark = pytest.mark.django_db
HERE = "N59"


@pytest.fixture
def offer(enrolled: Callable[..., Enrolment], person: Callable[..., User], friday: datetime) -> TransferOffer:
    """Of somebody who may be the same as a person of South Central, to South Central."""
    ours, theirs = enrolled(region_id=HERE), enrolled(victim__first_names="Zephyrine")
    facts: dict[str, Any] = {"band": "review", "score": 0.8, "reasons": ["Alike"], "found_at": friday}
    VictimLikeness.objects.create(one=ours.victim, other=theirs.victim, **facts)
    OffenderLikeness.objects.create(one=ours.case.offender, other=theirs.case.offender, **facts)
    return offer_transfer(
        enrolment=theirs,
        to_region=Region.objects.get(code=HERE),
        reason=TransferReason.MOVE_IN,
        by=person(Role.MANAGER),
    )


def pages() -> tuple[str, str]:
    people, offenders = VictimLikeness.objects.get(), OffenderLikeness.objects.get()
    return (
        f"/duplicates/victims/{people.one.reference}/{people.other.reference}/",
        f"/duplicates/offenders/{offenders.one.reference}/{offenders.other.reference}/",
    )


def test_nothing_is_merged_while_it_is_only_offered(offer: TransferOffer, signed_in: Callable[..., Client]) -> None:
    browser = signed_in(Role.VAO, region=HERE)
    assert browser.get(f"/victims/{offer.enrolment.reference}/").status_code == 200, "they may look at it"
    victim, kept = offer.enrolment.victim, VictimLikeness.objects.get().one
    safe = SafeContact.objects.get(victim=kept)
    sent = {"kept": kept.reference, "reason": "One person", "safe_contact": safe.pk}

    for page in pages():
        assert (browser.get(page).status_code, browser.post(page, sent).status_code) == (404, 404)
    assert "Zephyrine" not in browser.get("/duplicates/").text
    assert Enrolment.objects.get(pk=offer.enrolment_id).victim == victim


def test_it_may_be_once_it_is_accepted(
    offer: TransferOffer, signed_in: Callable[..., Client], person: Callable[..., User]
) -> None:
    accept_transfer(offer=offer, by=person(Role.MANAGER, region=HERE))

    browser = signed_in(Role.VAO, region=HERE)

    assert [browser.get(page).status_code for page in pages()] == [200, 200]
