"""Say why a clock was late. It is a reported reason and pauses nothing (domain 2.5)."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.enums import ReasonKind
from victims.models import Enrolment, LatenessReason, ReasonCode
from vlu.lib import clock
from vlu.lib.errors import DomainError

EXPLAINED = audit.verb("enrolment.lateness_explained", "recorded why something was late: {reason}")


class CannotExplainLateness(DomainError):
    code = "cannot_explain_lateness"


@transaction.atomic
def record_lateness(*, enrolment: Enrolment, reason: ReasonCode, note: str, by: User) -> LatenessReason:
    """Raises CannotExplainLateness when the reason is not one for lateness or is recorded already."""
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if reason.kind != ReasonKind.LATENESS:
        raise CannotExplainLateness("Choose a reason for being late.")
    if LatenessReason.objects.filter(enrolment=locked, reason=reason).exists():
        raise CannotExplainLateness("This reason is recorded already.")
    row = LatenessReason(enrolment=locked, reason=reason, note=note, recorded_by=by, recorded_at=clock.now())
    row.full_clean()
    row.save()
    audit.record(EXPLAINED, locked, by, region=locked.region_id, reason=reason.text)
    return row
