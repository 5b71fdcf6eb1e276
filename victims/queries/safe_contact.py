"""How somebody may safely be reached, as the rules and pages want it."""

from __future__ import annotations

from dataclasses import fields

from victims.models import ContactPoint, SafeContact, Victim
from victims.rules.wording import SafeContactFacts

FIELDS = tuple(field.name for field in fields(SafeContactFacts))


def facts_of(row: SafeContact) -> SafeContactFacts:
    return SafeContactFacts(**{name: getattr(row, name) for name in FIELDS})


def current_safe_contact(victim: Victim) -> SafeContact | None:
    return SafeContact.objects.current().filter(victim=victim).select_related("recorded_by").first()


def usable_contact_points(victim: Victim) -> dict[int, ContactPoint]:
    """What nobody has retired, each under its place in the order they were recorded, counted from 1.

    A retired one keeps its place: what a page left open calls the second is never another one later.
    """
    recorded = ContactPoint.objects.filter(victim=victim).order_by("pk")
    return {place: point for place, point in enumerate(recorded, start=1) if point.retired_at is None}
