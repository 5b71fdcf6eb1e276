"""Offer an enrolment to another region's unit, and answer the offer. There is one owner at every moment.

Each takes the enrolment's row first, then the offer's: two answers at once wait for each other, and the second finds it
answered.
"""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import Region, User
from victims.actions.both_sides import look_for
from victims.actions.clocks import refresh_clocks
from victims.enums import TransferAnswer
from victims.models import Enrolment, TransferOffer
from vlu.lib import clock
from vlu.lib.errors import DomainError

OFFERED = audit.verb("transfer.offered", "offered it to {to_region}")
WITHDRAWN = audit.verb("transfer.withdrawn", "withdrew the offer to {to_region}")
DECLINED = audit.verb("transfer.declined", "declined the offer of {from_region}")
ACCEPTED = audit.verb("transfer.accepted", "accepted the offer of {from_region}")
HANDED_OVER = audit.verb("enrolment.handed_over", "handed it over from {from_region} to {to_region}")
HOME_RECORDED = audit.verb("enrolment.home_region_recorded", "recorded in which region somebody lives")


class CannotOffer(DomainError):
    code = "cannot_offer"


class CannotAnswerOffer(DomainError):
    code = "cannot_answer_offer"


@transaction.atomic
def offer_transfer(*, enrolment: Enrolment, to_region: Region, reason: str, note: str = "", by: User) -> TransferOffer:
    """Raises CannotOffer when it is closed, not their unit's, offered already, or offered to its own unit."""
    locked = _locked(enrolment.pk)
    if not locked.is_open:
        raise CannotOffer(f"{locked.reference} is closed, so it cannot be offered.")
    if locked.region_id != by.region_code:
        raise CannotOffer(f"{locked.reference} does not belong to your unit, so you cannot offer it.")
    if locked.restricted:
        raise CannotOffer(
            f"{locked.reference} is restricted, so the other unit could not see it. Telephone its manager."
        )
    if to_region.pk == locked.region_id:
        raise CannotOffer(f"{locked.reference} is already with {to_region.name}. Choose another region.")
    if locked.offers.filter(answer="").exists():
        raise CannotOffer(f"{locked.reference} is already offered. Withdraw that offer first.")
    offer = TransferOffer(
        enrolment=locked,
        from_region=locked.region,
        to_region=to_region,
        reason=reason,
        note=note,
        offered_by=by,
        offered_at=clock.now(),
    )
    offer.full_clean()
    offer.save()
    audit.record(OFFERED, offer, by, region=offer.from_region_id, to_region=to_region.name, reason=reason)
    return offer


@transaction.atomic
def accept_transfer(*, offer: TransferOffer, by: User) -> TransferOffer:
    """The unit asked owns it from this moment: the officer's allocation ends, and it waits in the new unit's queue.

    Raises CannotAnswerOffer when it was answered meanwhile, is another unit's to answer, or the case has closed
    or been restricted.
    """
    enrolment, waiting = _waiting(offer)
    _refuse_other_units(waiting.to_region_id, by)
    if not enrolment.is_open:
        raise CannotAnswerOffer(f"{enrolment.reference} has been closed meanwhile, so it cannot be taken over.")
    if enrolment.restricted:
        raise CannotAnswerOffer(
            f"{enrolment.reference} cannot be taken over just now. Telephone the manager of {waiting.from_region.name}."
        )
    _answer(waiting, TransferAnswer.ACCEPTED, "", by)
    enrolment.allocations.filter(until__isnull=True).update(until=clock.now())
    enrolment.region, enrolment.officer = waiting.to_region, None
    enrolment.save(update_fields=["region", "officer"])
    refresh_clocks(enrolment, clock.today())
    names = {"from_region": waiting.from_region.name, "to_region": waiting.to_region.name}
    audit.record(ACCEPTED, waiting, by, region=waiting.to_region_id, **names)
    audit.record(HANDED_OVER, enrolment, by, region=waiting.from_region_id, **names)
    look_for(victims=[enrolment.victim_id])  # what the old region cleared, the new one has not
    return waiting


@transaction.atomic
def decline_transfer(*, offer: TransferOffer, note: str, by: User) -> TransferOffer:
    """It stays with its owner, and the unit asked sees it no more. Raises CannotAnswerOffer as above, or without a
    reason."""
    _, waiting = _waiting(offer)
    _refuse_other_units(waiting.to_region_id, by)
    if not note.strip():
        raise CannotAnswerOffer("Say why your unit cannot take it, so that the other unit knows what to do.")
    _answer(waiting, TransferAnswer.DECLINED, note, by)
    audit.record(DECLINED, waiting, by, region=waiting.to_region_id, from_region=waiting.from_region.name)
    return waiting


@transaction.atomic
def withdraw_transfer(*, offer: TransferOffer, by: User) -> TransferOffer:
    """By the unit that made it. Raises CannotAnswerOffer when it was answered meanwhile or is another unit's."""
    _, waiting = _waiting(offer)
    _refuse_other_units(waiting.from_region_id, by)
    _answer(waiting, TransferAnswer.WITHDRAWN, "", by)
    audit.record(WITHDRAWN, waiting, by, region=waiting.from_region_id, to_region=waiting.to_region.name)
    return waiting


@transaction.atomic
def record_home_region(*, enrolment: Enrolment, home_region: Region | None, by: User) -> Enrolment:
    """Where the person lives; None when it is not known. The region is not in the trail: administrators read that."""
    locked = _locked(enrolment.pk)
    locked.home_region = enrolment.home_region = home_region
    locked.full_clean()
    locked.save(update_fields=["home_region"])
    audit.record(HOME_RECORDED, locked, by, region=locked.region_id)
    return locked


def _locked(key: int) -> Enrolment:
    # Locked alone: a join with the region would lose the row when another answer has just changed it.
    return Enrolment.objects.select_for_update().get(pk=key)


def _waiting(offer: TransferOffer) -> tuple[Enrolment, TransferOffer]:
    enrolment = _locked(offer.enrolment_id)
    found = TransferOffer.objects.select_related("enrolment", "from_region", "to_region").get(pk=offer.pk)
    if found.answer:
        raise CannotAnswerOffer(f"This offer was {found.get_answer_display().lower()} meanwhile. Nothing was changed.")
    return enrolment, found


def _refuse_other_units(region_code: str, by: User) -> None:
    if by.region_code != region_code:
        raise CannotAnswerOffer("This offer is not your unit's to answer.")


def _answer(offer: TransferOffer, answer: TransferAnswer, note: str, by: User) -> None:
    offer.answer, offer.answer_note, offer.answered_by, offer.answered_at = answer, note, by, clock.now()
    offer.full_clean()
    offer.save(update_fields=["answer", "answer_note", "answered_by", "answered_at"])
