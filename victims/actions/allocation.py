"""Give an enrolment to an officer. From then on it is on their home page, and nobody else's."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.enums import Role
from accounts.models import User
from victims.actions.access_grants import refuse_other_side
from victims.actions.clocks import refresh_clocks
from victims.models import AccessGrant, Allocation, Enrolment
from vlu.lib import clock
from vlu.lib.errors import DomainError

ALLOCATED = audit.verb("enrolment.allocated", "allocated it to {officer}")


class CannotAllocate(DomainError):
    code = "cannot_allocate"


@transaction.atomic
def allocate(*, enrolment: Enrolment, officer: User, reason: str = "", by: User) -> Allocation:
    """Ends the current allocation, if any, at the moment the new one begins: it always has one officer or none.

    Of a restricted enrolment the officer is let in with it, and the officer before is not any more.

    Raises CannotAllocate when the case is closed, the officer is not an active officer of the owning region, or it is
    theirs already; CannotBeLetIn when they work the other side of an ethical wall.
    """
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("case").get(pk=enrolment.pk)
    _refuse_unless_possible(locked, officer)
    refuse_other_side(locked, officer)
    now = clock.now()
    locked.allocations.filter(until__isnull=True).update(until=now)
    allocation = Allocation(enrolment=locked, officer=officer, since=now, made_by=by, reason=reason)
    allocation.full_clean()
    allocation.save()
    if locked.restricted:
        _let_in(locked, officer, by)
    locked.officer = enrolment.officer = officer
    locked.save(update_fields=["officer"])
    refresh_clocks(locked, clock.today())
    audit.record(ALLOCATED, locked, by, region=locked.region_id, officer=officer.name)
    return allocation


def _let_in(enrolment: Enrolment, officer: User, by: User) -> None:
    """The entry of the allocation says it: no entry of its own."""
    now, grants = clock.now(), AccessGrant.objects.open().filter(enrolment=enrolment)
    grants.filter(person=enrolment.officer_id).update(until=now)
    if not grants.filter(person=officer).exists():
        AccessGrant.objects.create(
            enrolment=enrolment, person=officer, granted_by=by, reason="Allocated to them", since=now
        )


def _refuse_unless_possible(enrolment: Enrolment, officer: User) -> None:
    if not enrolment.is_open:
        raise CannotAllocate(f"{enrolment.reference} is closed, so it cannot be allocated.")
    if officer.role != Role.VLO or not officer.is_active or officer.region_code != enrolment.region_id:
        raise CannotAllocate(f"{officer.name} is not an active officer of this unit. Choose somebody else.")
    if enrolment.officer_id == officer.pk:
        raise CannotAllocate(f"{enrolment.reference} is already with {officer.name}.")
