"""Record who manages an offender, so that they can be told whom to tell."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.enums import Role
from accounts.models import User
from cases.models import Case, Supervision
from cases.queries.merged import lock_offender
from vlu.lib import clock
from vlu.lib.errors import DomainError

NAMED = audit.verb("case.offender_manager_named", "recorded the offender manager: {officer}")


class NotAnOffenderManager(DomainError):
    code = "not_an_offender_manager"


@transaction.atomic
def name_offender_manager(*, case: Case, officer: User, by: User) -> Supervision:
    """The earlier offender manager's access to this offender ends today. Naming the same one again changes nothing."""
    if officer.role != Role.OFFENDER_MANAGER or not officer.is_active:
        raise NotAnOffenderManager(f"{officer.name} is not an active offender manager. Choose somebody else.")
    offender = lock_offender(case.offender_id)  # two who name one wait for each other, and for a merge
    today = clock.today()
    current = Supervision.objects.select_for_update().filter(offender=offender, until__isnull=True).first()
    if current and current.officer_id == officer.pk:
        return current
    if current:
        current.until = today
        current.save(update_fields=["until"])
    supervision = Supervision(offender=offender, officer=officer, since=today)
    supervision.full_clean()
    supervision.save()
    audit.record(NAMED, case, by, region=case.region_id, officer=officer.name)
    return supervision
