"""Two managers of the unit asked answer the same offer at the same moment: one answer stands, with its one owner."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import Region, User
from victims.actions.transfers import CannotAnswerOffer, accept_transfer, decline_transfer, offer_transfer
from victims.enums import TransferReason
from victims.models import Enrolment, TransferOffer


@pytest.mark.django_db(transaction=True)
def test_the_second_finds_it_answered(enrolled: Callable[..., Enrolment], person: Callable[..., User]) -> None:
    offer = offer_transfer(
        enrolment=enrolled(),
        to_region=Region.objects.get(code="N59"),
        reason=TransferReason.MOVE_IN,
        by=person(Role.MANAGER),
    )
    first, second = person(Role.MANAGER, region="N59"), person(Role.MANAGER, region="N59")
    together, refused = threading.Barrier(2), []

    def answer(act: Callable[[], object]) -> None:
        try:
            together.wait(timeout=10)
            act()
        except CannotAnswerOffer as error:
            refused.append(error.sentence)
        finally:
            connection.close()

    acts: list[Callable[[], object]] = [
        lambda: accept_transfer(offer=offer, by=first),
        lambda: decline_transfer(offer=offer, note="No officer", by=second),
    ]
    both = [threading.Thread(target=contextvars.copy_context().run, args=(answer, act)) for act in acts]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)

    stands = TransferOffer.objects.select_related("enrolment").get()
    assert len(refused) == 1
    assert "meanwhile. Nothing was changed." in refused[0]
    assert stands.enrolment.region_id == ("N59" if stands.answer == "accepted" else "N57")
