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
from victims.models import AccessGrant, BothSides, Enrolment, Victim
from victims.queries.both_sides import flagged, held_pairs, pairs_of_offenders, pairs_of_victims, victim_records_of
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

    Raises AlreadyRestricted when the same flag stands.
    """
    victim = Victim.objects.select_for_update().get(pk=enrolment.victim_id)
    standing = standing_offender(offender) if offender else None
    if BothSides.objects.standing().filter(victim=victim, offender=standing).exists():
        raise AlreadyRestricted("This record is restricted already. You find it under Restricted cases.")
    flag = BothSides(
        victim=victim,
        offender=standing,
        found=BothSidesFound.MANAGER,
        reason=reason,
        found_at=clock.now(),
        found_by=by,
    )
    flag.full_clean()
    flag.save()
    audit.record(FLAGGED, victim, by, region=enrolment.region_id)
    _restrict({victim.pk}, by=by)
    return flag


@transaction.atomic
def lift_restriction(*, enrolment: Enrolment, reason: str, by: User) -> None:
    """Clears every flag on the victim: all their enrolments may be opened by their units again.

    Raises NotRestricted when no flag stands.
    """
    victim = Victim.objects.select_for_update().get(pk=enrolment.victim_id)
    flags = list(BothSides.objects.standing().filter(victim=victim))
    if not flags:
        raise NotRestricted("This record is not restricted any more.")
    now = clock.now()
    for flag in flags:
        flag.cleared_at, flag.cleared_by, flag.cleared_because = now, by, reason
        flag.full_clean()
        flag.save(update_fields=["cleared_at", "cleared_by", "cleared_because"])
    audit.record(CLEARED, victim, by, region=enrolment.region_id)
    records = victim_records_of([victim.pk])
    for row in Enrolment.objects.select_for_update().filter(victim__in=records, restricted=True).order_by("pk"):
        row.restricted = False
        row.save(update_fields=["restricted"])
        AccessGrant.objects.open().filter(enrolment=row).update(until=now)
        audit.record(LIFTED, row, by, region=row.region_id)


def _restrict(victims: set[int], *, by: User | None) -> None:
    """Nobody is let in by this: not even the officer who worked it until now (decision 0020)."""
    records = victim_records_of(victims)
    rows = Enrolment.objects.select_for_update().filter(victim__in=records, restricted=False).order_by("pk")
    for row in rows:
        row.restricted = True
        row.save(update_fields=["restricted"])
        audit.record(RESTRICTED, row, by, region=row.region_id)
