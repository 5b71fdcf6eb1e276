"""Offers between units as their managers see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.enums import Role
from accounts.models import User
from victims.enums import TransferAnswer
from victims.models import Enrolment, TransferOffer
from victims.queries.limits import current_limits
from victims.rules.limits import Limit, version_or_first
from vlu.lib.clock import LONDON
from vlu.lib.working_days import WorkingCalendar

ANSWER_LIMIT = "T51"
LATELY = timedelta(days=28)
MOST = 50


@dataclass(frozen=True)
class OfferLine:
    """`waited` is in working days; `late` is said to both units, and changes nothing: the owner works the case.
    `nobody_there`: the unit asked has no manager who could answer, so somebody has to telephone."""

    offer: TransferOffer
    offered_on: date
    waited: int
    late: bool
    nobody_there: bool


@dataclass(frozen=True)
class Offers:
    to_unit: list[OfferLine]
    by_unit: list[OfferLine]

    @property
    def late_by_unit(self) -> list[OfferLine]:
        return [line for line in self.by_unit if line.late]


def open_offers(user: User, today: date, calendar: WorkingCalendar) -> Offers:
    """Waiting offers to the person's unit and by it, oldest first: two queries. Raises LimitNotHeld."""
    limits = current_limits()
    managers = User.objects.active().in_role(Role.MANAGER).filter(organisation__region=OuterRef("to_region"))
    waiting = _named(TransferOffer.objects.visible_to(user).waiting()).annotate(somebody_there=Exists(managers))
    lines = [_line(offer, limits, today, calendar) for offer in waiting[:MOST]]
    return Offers(
        to_unit=[line for line in lines if line.offer.to_region_id == user.region_code],
        by_unit=[line for line in lines if line.offer.from_region_id == user.region_code],
    )


def answer_by(offer: TransferOffer, calendar: WorkingCalendar) -> date:
    """The last day on which an answer is in time (T51). Raises LimitNotHeld."""
    return _answer_by(_offered_on(offer), current_limits(), calendar)


def _answer_by(offered_on: date, limits: Sequence[Limit], calendar: WorkingCalendar) -> date:
    return version_or_first(limits, ANSWER_LIMIT, offered_on).due_on(offered_on, calendar)


def unanswered_in_time(today: date, calendar: WorkingCalendar) -> QuerySet[TransferOffer]:
    """Open offers whose last day for an answer has passed. Few wait at a time. Raises LimitNotHeld."""
    limits = current_limits()
    waiting = TransferOffer.objects.waiting()
    late = [offer.pk for offer in waiting if _is_late(_offered_on(offer), limits, today, calendar)]
    return TransferOffer.objects.waiting().filter(pk__in=late)


def _is_late(offered_on: date, limits: Sequence[Limit], today: date, calendar: WorkingCalendar) -> bool:
    """A working day has begun since the last day for an answer: nobody telephones another unit on a weekend."""
    return calendar.count(_answer_by(offered_on, limits, calendar), today) > 0


def _offered_on(offer: TransferOffer) -> date:
    return offer.offered_at.astimezone(LONDON).date()


def living_elsewhere(user: User) -> list[Enrolment]:
    """Open ones the unit owns whose person lives in another region, not offered there yet, nor declined there. A
    restricted one cannot be offered, so it is not suggested."""
    to_their_unit = TransferOffer.objects.filter(enrolment=OuterRef("pk"), to_region=OuterRef("home_region"))
    settled = to_their_unit.filter(answer__in=["", TransferAnswer.DECLINED])
    return list(
        Enrolment.objects.owned_by_unit_of(user)
        .open()
        .filter(home_region__isnull=False, restricted=False)
        .exclude(home_region=F("region"))
        .exclude(Exists(settled))
        .exclude(offers__answer="")
        .select_related("victim", "case__offender", "home_region")
        .order_by("referred_on", "id")[:MOST]
    )


def answered_offers(user: User, today: date) -> list[TransferOffer]:
    """What the unit offered and others answered in the last four weeks. Of a case handed over, only the reference."""
    lately = TransferOffer.objects.visible_to(user).filter(
        from_region=user.region_code, answered_at__date__gte=today - LATELY
    )
    return list(lately.select_related("enrolment", "to_region", "answered_by").order_by("-answered_at")[:MOST])


def _named(offers: QuerySet[TransferOffer]) -> QuerySet[TransferOffer]:
    return offers.select_related(
        "enrolment__victim", "enrolment__case__offender", "from_region", "to_region", "offered_by"
    )


def _line(offer: TransferOffer, limits: Sequence[Limit], today: date, calendar: WorkingCalendar) -> OfferLine:
    offered_on = _offered_on(offer)
    return OfferLine(
        offer,
        offered_on,
        waited=calendar.count(offered_on, today),
        late=_is_late(offered_on, limits, today, calendar),
        nobody_there=not getattr(offer, "somebody_there", True),
    )
