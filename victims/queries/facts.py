"""Facts of an enrolment gathered for the pure rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases.queries.eligibility import sentence_began_to_count
from victims.enums import DeadlineKind
from victims.models import ContactEntry, Deadline, Enrolment
from victims.models.deadlines import DeadlineQuerySet
from victims.rules.clocks import ClockFacts
from victims.rules.urgency import KnownRelease, ReportedEvent, UrgencyFacts
from vlu.lib.clock import LONDON

TO_TELL = (DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN)


def clock_facts(enrolment: Enrolment) -> ClockFacts:
    return clock_facts_since(enrolment, sentence_began_to_count(enrolment.offence))


def clock_facts_since(enrolment: Enrolment, began: date | None) -> ClockFacts:
    """The same for whoever knows already from which day the sentence counts."""
    return ClockFacts(
        scheme=enrolment.scheme,
        sentenced_on=enrolment.sentenced_on,
        referred_on=enrolment.referred_on,
        first_contact_on=_first_contact_since(enrolment, began) if began else enrolment.first_contact_on,
        counts_from=began,
        opt_out_ended_on=enrolment.opt_out_ended_on,
    )


def _first_contact_since(enrolment: Enrolment, day: date) -> date | None:
    """A call from the time when they had no right does not stand for the one they are owed now."""
    reached = ContactEntry.objects.filter(enrolment=enrolment, reached=True, happened_on__gte=day)
    return reached.order_by("happened_on").values_list("happened_on", flat=True).first()


def standing_clocks(enrolment: Enrolment) -> DeadlineQuerySet:
    return Deadline.objects.standing().filter(enrolment=enrolment)


def urgency_facts(
    enrolment: Enrolment, first_contact_on: date | None, releases: Sequence[KnownRelease]
) -> UrgencyFacts:
    standing = standing_clocks(enrolment).filter(kind__in=TO_TELL).select_related("event").order_by("pk")
    return urgency_facts_with(enrolment, list(standing), first_contact_on, releases)


def urgency_facts_with(
    enrolment: Enrolment,
    to_tell: Sequence[Deadline],
    first_contact_on: date | None,
    releases: Sequence[KnownRelease],
) -> UrgencyFacts:
    """An offer of contact still to be made counts like a first contact, and its event like one not told. `to_tell`:
    standing clocks of TO_TELL, oldest first, with their events."""
    untold = [
        ReportedEvent(event.kind, event.happens_on, event.reported_at.astimezone(LONDON).date())
        for event in (deadline.event for deadline in to_tell)
        if event is not None
    ]
    to_offer = any(deadline.kind == DeadlineKind.OFFER_AGAIN for deadline in to_tell)
    return UrgencyFacts(
        first_contact_on=None if to_offer else first_contact_on,
        referred_on=enrolment.referred_on,
        referrer_says_urgent=enrolment.referrer_says_urgent and not enrolment.is_dormant,
        releases=releases,
        untold=untold,
    )
