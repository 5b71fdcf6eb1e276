"""The door to complaints: part of victims/access.py."""

from __future__ import annotations

from accounts import audit
from accounts.models import User
from victims.models import Complaint
from vlu.lib.errors import NotFound


def open_complaint(user: User, reference: str, purpose: str) -> Complaint:
    """A complaint this person may handle; the visit is recorded. Raises NotFound."""
    rows = Complaint.objects.visible_to(user).select_related("enrolment__victim", "enrolment__case", "recorded_by")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound
    audit.record_reading(user, found.enrolment.victim, purpose)
    return found
