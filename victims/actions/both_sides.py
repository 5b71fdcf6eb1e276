"""Restrict the enrolments of a victim who is, or may be, an offender too. What is found is closed at once; a manager
decides afterwards. Entries name the victim or the enrolment by reference, never the offender beside them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.models import Offender
from cases.queries.merged import standing_offender
from victims.enums import BothSidesFound
from victims.models import AccessGrant, BothSides, BothSidesClearance, Enrolment, Victim
from victims.queries.both_sides import (
    flagged,
    held_pairs,
    pairs_of_offenders,
    pairs_of_victims,
    regions_cleared,
    victim_records_of,
)
from vlu.lib import clock
from vlu.lib.errors import DomainError

FOUND = audit.verb("victim.both_sides_found", "found that their record must be restricted")
RESTRICTED = audit.verb("enrolment.restricted", "restricted who may open it")
LIFTED = audit.verb("enrolment.restriction_lifted", "lifted the restriction")
FLAGGED = audit.verb("victim.record_restricted", "restricted their record")
CLEARED = audit.verb("victim.record_cleared", "decided that their record need not be restricted")
SAME_NAMES_REASON = "Somebody of exactly the same names and date of birth stands on the other side of a case."


class AlreadyRestricted(DomainError):
    code = "already_restricted"


class NotRestricted(DomainError):
    code = "not_restricted"


class NotYoursToClear(DomainError):
    code = "not_yours_to_clear"


@transaction.atomic
def look_for(*, victims: Iterable[int] = (), offenders: Iterable[int] = ()) -> int:
    """Flag every pair these people make with somebody on the other side, and restrict the enrolments at once; also
    those of victims who were flagged before. Returns how many pairs are new.

    Called in the transaction that adds a person, and set by set by intakes. A pair that a manager cleared stays so.
    """
    known, added = list(victims), list(offenders)
    pairs = (pairs_of_victims(known) if known else set()) | (pairs_of_offenders(added) if added else set())
    new = sorted(pairs - held_pairs(pairs))
    now = clock.now()
    for victim, offender in new:
        flag = BothSides(
            victim_id=victim,
            offender_id=offender,
            found=BothSidesFound.SAME_NAMES,
            reason=SAME_NAMES_REASON,
            found_at=now,
        )
        flag.full_clean()
        flag.save()
        audit.record(FOUND, flag.victim, None)
    _restrict({victim for victim, _ in new} | flagged(known), by=None)
    return len(new)


@transaction.atomic
def restrict_record(*, enrolment: Enrolment, reason: str, offender: Offender | None = None, by: User) -> BothSides:
    """A manager's own flag: the victim is an offender too, or somebody else whose record only a few may open.

    Raises AlreadyRestricted when the same flag stands and the region has not cleared it.
    """
    victim = Victim.objects.select_for_update().get(pk=enrolment.victim_id)
    standing = standing_offender(offender) if offender else None
    flag = BothSides.objects.standing().filter(victim=victim, offender=standing).first()
    if flag is None:
        facts = {"found": BothSidesFound.MANAGER, "reason": reason, "found_at": clock.now(), "found_by": by}
        flag = BothSides(victim=victim, offender=standing, **facts)
        flag.full_clean()
        flag.save()
    elif not flag.clearances.standing().filter(region=enrolment.region_id).update(withdrawn_at=clock.now()):
        raise AlreadyRestricted("This record is restricted already. You find it under Restricted cases.")
    audit.record(FLAGGED, victim, by, region=enrolment.region_id)
    _restrict({victim.pk}, by=by)
    return flag


@transaction.atomic
def lift_restriction(*, enrolment: Enrolment, reason: str, by: User) -> None:
    """Clears every flag on the victim for the manager's own region: its unit may open their enrolments there again. The
    flags go when no other region's enrolments are left to decide about.

    Raises NotYoursToClear for another region's enrolment, NotRestricted when its region has nothing left to clear.
    """
    region = enrolment.region_id
    if by.region_code != region:
        raise NotYoursToClear("Only a manager of the region that owns this case can lift its restriction.")
    victim = Victim.objects.select_for_update().get(pk=enrolment.victim_id)
    flags = list(BothSides.objects.standing().filter(victim=victim))
    cleared = BothSidesClearance.objects.standing().filter(flag__in=flags, region=region).values_list("flag", flat=True)
    left = [flag for flag in flags if flag.pk not in set(cleared)]
    if not left:
        raise NotRestricted("This record is not restricted any more.")
    now = clock.now()
    for flag in left:
        clearance = BothSidesClearance(flag=flag, region_id=region, because=reason, cleared_by=by, cleared_at=now)
        clearance.full_clean()
        clearance.save()
    audit.record(CLEARED, victim, by, region=region)
    restricted = Enrolment.objects.filter(victim__in=victim_records_of([victim.pk]), restricted=True)
    for row in restricted.filter(region=region).select_for_update().order_by("pk"):
        row.restricted = False
        row.save(update_fields=["restricted"])
        AccessGrant.objects.open().filter(enrolment=row).update(until=now)
        audit.record(LIFTED, row, by, region=region)
    if not restricted.exists():
        BothSides.objects.filter(pk__in=[flag.pk for flag in flags]).update(
            cleared_at=now, cleared_by=by, cleared_because=reason
        )


def _restrict(victims: set[int], *, by: User | None) -> None:
    """Nobody is let in by this: not even the officer who worked it until now (decision 0020). What a region cleared of
    every flag that stands stays open there."""
    for victim in sorted(victims):
        rows = Enrolment.objects.filter(victim__in=victim_records_of([victim]), restricted=False)
        for row in rows.exclude(region__in=regions_cleared(victim)).select_for_update().order_by("pk"):
            row.restricted = True
            row.save(update_fields=["restricted"])
            audit.record(RESTRICTED, row, by, region=row.region_id)
