"""Change how a victim is contacted: the old preferences are superseded and kept."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.models import ContactPoint, Enrolment, SafeContact, Victim
from vlu.lib import clock

CHANGED = audit.verb("victim.safe_contact_changed", "changed how they are contacted")
POINT_ADDED = audit.verb("victim.contact_point_added", "added a way to contact them: {kind}")
POINT_RETIRED = audit.verb("victim.contact_point_retired", "stopped using a way to contact them: {kind}")


@transaction.atomic
def change_safe_contact(*, enrolment: Enrolment, facts: dict[str, Any], by: User) -> SafeContact:
    """The new preferences take effect at once on every screen."""
    victim = Victim.objects.select_for_update().get(pk=enrolment.victim_id)
    now = clock.now()
    SafeContact.objects.current().filter(victim=victim).update(superseded_at=now)
    row = SafeContact(victim=victim, recorded_by=by, recorded_at=now, **facts)
    row.full_clean()
    row.save()
    audit.record(CHANGED, victim, by, region=enrolment.region_id)
    return row


@transaction.atomic
def add_contact_point(*, enrolment: Enrolment, kind: str, value: str, note: str = "", by: User) -> ContactPoint:
    point = ContactPoint(victim=enrolment.victim, kind=kind, value=value, note=note, recorded_at=clock.now())
    point.full_clean()
    point.save()
    audit.record(POINT_ADDED, enrolment.victim, by, region=enrolment.region_id, kind=point.get_kind_display().lower())
    return point


@transaction.atomic
def retire_contact_point(*, enrolment: Enrolment, point: ContactPoint, reason: str, by: User) -> None:
    """Nothing is deleted: a wrong or unsafe number stays on record with the reason."""
    point.retired_at = clock.now()
    point.retired_because = reason
    point.full_clean()
    point.save(update_fields=["retired_at", "retired_because"])
    audit.record(POINT_RETIRED, enrolment.victim, by, region=enrolment.region_id, kind=point.get_kind_display().lower())
