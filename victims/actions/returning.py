"""Nobody's case waits with an officer who has gone: it returns to the manager's queue by itself."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q

from accounts import audit
from accounts.enums import Role
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment
from vlu.lib import clock
from vlu.lib.sweep import Sweep

RETURNED = audit.verb("enrolment.returned", "returned it to the queue: {officer} no longer works it")


def return_to_queue() -> Sweep:
    """Ends the allocation of every open enrolment whose officer was deactivated, changed role or left its region.

    Each by itself: one that fails holds up nobody else's. Safe to repeat, and at once: each row is looked at again
    under its lock.
    """
    with_somebody_gone = (
        Enrolment.objects.open()
        .filter(officer__isnull=False)
        .exclude(Q(officer__is_active=True, officer__role=Role.VLO, officer__organisation__region=F("region")))
    )
    sweep = Sweep()
    for key in list(with_somebody_gone.values_list("pk", flat=True)):
        with sweep.skipping("enrolment of an officer who left", key):
            sweep.done += _return(key)
    return sweep


@transaction.atomic
def _return(key: int) -> bool:
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("officer__organisation").get(pk=key)
    officer = enrolment.officer
    if officer is None or not enrolment.is_open:
        return False
    if officer.is_active and officer.role == Role.VLO and officer.region_code == enrolment.region_id:
        return False
    now = clock.now()
    enrolment.allocations.filter(until__isnull=True).update(until=now)
    enrolment.grants.open().filter(person=officer).update(until=now)
    enrolment.officer = None
    enrolment.save(update_fields=["officer"])
    refresh_clocks(enrolment, clock.today())
    audit.record(RETURNED, enrolment, None, region=enrolment.region_id, officer=officer.name)
    return True
