"""A restricted case is offered to nobody, and one restricted while offered is closed to the unit asked at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Region, User
from victims.actions.both_sides import restrict_record
from victims.actions.transfers import CannotAnswerOffer, CannotOffer, accept_transfer, offer_transfer
from victims.enums import TransferReason
from victims.models import Enrolment, TransferOffer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]


def offered(enrolment: Enrolment, by: User) -> TransferOffer:
    region = Region.objects.get(code="N59")
    return offer_transfer(enrolment=enrolment, to_region=region, reason=TransferReason.MOVE_IN, by=by)


def restrict(enrolment: Enrolment, by: User) -> None:
    restrict_record(enrolment=enrolment, reason="Known to a colleague", by=by)
    enrolment.refresh_from_db()


def test_it_cannot_be_offered(enrolled: Callable[..., Enrolment], person: People) -> None:
    enrolment, manager = enrolled(), person(Role.MANAGER)
    restrict(enrolment, manager)
    with pytest.raises(CannotOffer, match="restricted"):
        offered(enrolment, manager)


def test_one_restricted_while_it_is_offered_disappears_from_the_other_unit(
    enrolled: Callable[..., Enrolment], person: People, signed_in: Callable[..., Client]
) -> None:
    enrolment, manager, there = enrolled(), person(Role.MANAGER), person(Role.MANAGER, region="N59")
    offer = offered(enrolment, manager)
    browser = signed_in(there)
    assert enrolment.reference in browser.get("/transfers/").text

    restrict(enrolment, manager)

    assert enrolment.reference not in browser.get("/transfers/").text
    assert enrolment.reference not in browser.get("/manage/").text
    assert browser.get(f"/transfers/{enrolment.reference}/").status_code == 404
    assert browser.get(f"/victims/{enrolment.reference}/").status_code == 404
    with pytest.raises(CannotAnswerOffer, match="Telephone the manager of Kent"):
        accept_transfer(offer=offer, by=there)
    enrolment.refresh_from_db()
    assert enrolment.region_id == "N57"
