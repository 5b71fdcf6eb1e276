"""Which unit owns somebody's enrolment, where they live, and to whom it is or should be offered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import Region, User
from cases.models import Case, Supervision
from victims.enums import TransferAnswer
from victims.models import Enrolment, TransferOffer
from victims.rules.routing import Place, RoutingFacts, TakenOver, better_unit, where_words, why_words
from vlu.lib.clock import LONDON


@dataclass(frozen=True)
class WhichUnit:
    """One person of a case. `offer` is the open one; `is_ours` whether the reader's unit owns it."""

    enrolment: Enrolment
    where: str
    why: str
    better: Place | None
    offer: TransferOffer | None
    is_ours: bool


def units_of_case(user: User, case: Case, supervision: Supervision | None) -> list[WhichUnit]:
    """For each enrolment of the case that this person may see: two queries, however many there are. Who may see an
    enrolment may know whose it was before, and to whom it is offered."""
    seen = list(
        Enrolment.objects.visible_to(user)
        .filter(case=case)
        .select_related("victim", "region", "home_region")
        .order_by("id")
    )
    standing = TransferOffer.objects.filter(answer__in=["", TransferAnswer.ACCEPTED])
    offers: dict[int, list[TransferOffer]] = defaultdict(list)
    for offer in standing.filter(enrolment__in=seen).select_related("from_region", "to_region").order_by("pk"):
        offers[offer.enrolment_id].append(offer)
    return [_which(user, case, row, supervision, offers[row.pk]) for row in seen]


def unit_of(user: User, enrolment: Enrolment, supervision: Supervision | None) -> WhichUnit:
    """The same for one person's page."""
    found = units_of_case(user, enrolment.case, supervision)
    return next(which for which in found if which.enrolment.pk == enrolment.pk)


def _which(
    user: User, case: Case, row: Enrolment, supervision: Supervision | None, offers: list[TransferOffer]
) -> WhichUnit:
    facts, owner = _facts(case, row, supervision), Place(row.region.code, row.region.name)
    accepted = next((offer for offer in reversed(offers) if offer.answer), None)
    return WhichUnit(
        enrolment=row,
        where=where_words(facts),
        better=better_unit(facts, owner),
        why=why_words(facts, owner, _taken_over(accepted)),
        offer=next((offer for offer in offers if not offer.answer), None),
        is_ours=row.region_id == user.region_code,
    )


def _taken_over(accepted: TransferOffer | None) -> TakenOver | None:
    if accepted is None or accepted.answered_at is None:
        return None
    before = accepted.from_region
    return TakenOver(Place(before.code, before.name), accepted.answered_at.astimezone(LONDON).date())


def _facts(case: Case, row: Enrolment, supervision: Supervision | None) -> RoutingFacts:
    court = case.conviction.court
    return RoutingFacts(
        court_region=_place(court.region if court else None),
        home_region=_place(row.home_region),
        supervising_region=_place(supervision.officer.organisation.region if supervision else None),
    )


def region_choices() -> list[tuple[str, str]]:
    """Code and name of each of the twelve regions, for a question."""
    return list(Region.objects.values_list("code", "name"))


def _place(region: Region | None) -> Place | None:
    return Place(region.code, region.name) if region else None
