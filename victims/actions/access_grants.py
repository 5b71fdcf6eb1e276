"""Let one person open one restricted enrolment, and end it. Staff are named; the case is called by its reference."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.enums import Capability
from accounts.models import User
from victims.models import AccessGrant, Enrolment
from victims.queries.both_sides import works_the_other_side
from vlu.lib import clock
from vlu.lib.errors import DomainError

GRANTED = audit.verb("enrolment.access_granted", "let {person} open it")
REVOKED = audit.verb("enrolment.access_ended", "ended that {person} may open it")


class CannotBeLetIn(DomainError):
    code = "cannot_be_let_in"


@transaction.atomic
def grant_access(*, enrolment: Enrolment, person: User, reason: str, by: User) -> AccessGrant:
    """Raises CannotBeLetIn for somebody outside the unit, for oneself, for somebody who works the other side, and when
    the case is not restricted or they are let in already."""
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("case").get(pk=enrolment.pk)
    _refuse_unless_possible(locked, person, by)
    grant = AccessGrant(enrolment=locked, person=person, granted_by=by, reason=reason, since=clock.now())
    grant.full_clean()
    grant.save()
    audit.record(GRANTED, locked, by, region=locked.region_id, person=person.name)
    return grant


def _refuse_unless_possible(enrolment: Enrolment, person: User, by: User) -> None:
    if not enrolment.restricted:
        raise CannotBeLetIn(f"{enrolment.reference} is not restricted: everybody in its unit can open it.")
    if person == by:
        raise CannotBeLetIn("You cannot let yourself in. Ask another manager of your unit.")
    if not person.may(Capability.SEE_UNIT_CASES) or person.region_code != enrolment.region_id:
        raise CannotBeLetIn(f"{person.name} is not an active member of this unit. Choose somebody else.")
    refuse_other_side(enrolment, person)
    if AccessGrant.objects.open().filter(enrolment=enrolment, person=person).exists():
        raise CannotBeLetIn(f"{person.name} may open {enrolment.reference} already.")


def refuse_other_side(enrolment: Enrolment, person: User) -> None:
    """Raises CannotBeLetIn for somebody who works the other side of the wall."""
    if works_the_other_side(enrolment, person):
        raise CannotBeLetIn(
            f"{person.name} works a case that must be kept apart from {enrolment.reference}. Choose somebody else."
        )


@transaction.atomic
def end_access(*, enrolment: Enrolment, person: User, by: User) -> None:
    """From the next page on they find nothing. Ending it twice changes nothing."""
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    ended = AccessGrant.objects.open().filter(enrolment=locked, person=person).update(until=clock.now())
    if ended:
        audit.record(REVOKED, locked, by, region=locked.region_id, person=person.name)
