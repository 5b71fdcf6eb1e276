"""Reports that another has overtaken: what is told in their place, and which clocks to tell of them still stand."""

from __future__ import annotations

from django.db.models import Q

from cases.models import KeyEvent
from victims.enums import DeadlineKind
from victims.models import Deadline
from victims.models.deadlines import DeadlineQuerySet
from victims.rules.overtaking import overtaken_by, overtaking

OF_EVENTS = (DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN, DeadlineKind.DECIDE_OFFER)


def last_word(event: KeyEvent) -> KeyEvent:
    """The latest report on the same case that overtook this one, or itself."""
    later = Q(reported_at__gt=event.reported_at) | Q(reported_at=event.reported_at, pk__gt=event.pk)
    rows = KeyEvent.objects.standing().filter(later, case=event.case_id, kind__in=overtaking(event.kind))
    return rows.order_by("-reported_at", "-pk").first() or event


def overtaken_clocks(enrolment: int, event: KeyEvent) -> DeadlineQuerySet:
    """Standing clocks of an enrolment to tell of, or to offer contact for, what this event overtook."""
    earlier = Q(event__reported_at__lt=event.reported_at) | Q(event__reported_at=event.reported_at, event__lt=event.pk)
    standing = Deadline.objects.standing().filter(enrolment=enrolment, kind__in=OF_EVENTS)
    return standing.filter(earlier, event__case=event.case_id, event__kind__in=overtaken_by(event.kind))
