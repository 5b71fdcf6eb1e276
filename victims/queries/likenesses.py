"""Records that may be one person, within what somebody may see; and the merges they may undo."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from accounts.enums import Capability
from accounts.models import User
from cases.models import Case, Offender, OffenderLikeness, OffenderMerge
from victims.models import ContactPoint, Enrolment, SafeContact, Victim, VictimLikeness, VictimMerge
from vlu.lib.errors import NotFound

Row = TypeVar("Row", bound=Model)


def offenders_owned_by(user: User) -> QuerySet[Offender]:
    """Standing records of offenders with at least one case on which somebody is their unit's, not only offered to it:
    a merge changes the record."""
    if not user.may(Capability.MATCH_PEOPLE):
        return Offender.objects.none()
    seen = Enrolment.objects.owned_by_unit_of(user).order_by().values("case__offender")
    return Offender.objects.filter(pk__in=seen, merged_into__isnull=True)


def victims_owned_whole_by(user: User) -> QuerySet[Victim]:
    """Standing records of victims every enrolment of whom is their unit's: a merge changes how they are contacted in
    each of them, and of a case that is only offered that is for its owner to say."""
    if not user.may(Capability.MATCH_PEOPLE):
        return Victim.objects.none()
    owned = Enrolment.objects.owned_by_unit_of(user).order_by()
    others = Enrolment.objects.exclude(pk__in=owned.values("pk")).order_by().values("victim")
    return Victim.objects.filter(pk__in=owned.values("victim"), merged_into__isnull=True).exclude(pk__in=others)


def offender_likenesses(user: User) -> QuerySet[OffenderLikeness]:
    """Waiting for an answer, the one found first on top."""
    seen = offenders_owned_by(user).order_by().values("pk")
    rows = OffenderLikeness.objects.waiting().filter(one__in=seen, other__in=seen)
    return rows.select_related("one", "other").order_by("found_at", "id")


def victim_likenesses(user: User) -> QuerySet[VictimLikeness]:
    seen = victims_owned_whole_by(user).order_by().values("pk")
    rows = VictimLikeness.objects.waiting().filter(one__in=seen, other__in=seen)
    return rows.select_related("one", "other").order_by("found_at", "id")


def get_offender_likeness(user: User, one: str, other: str) -> OffenderLikeness:
    """Raises NotFound when it is missing, answered, or not this person's to see."""
    return _only(offender_likenesses(user).filter(one__reference=one, other__reference=other))


def get_victim_likeness(user: User, one: str, other: str) -> VictimLikeness:
    return _only(victim_likenesses(user).filter(one__reference=one, other__reference=other))


def offender_merges(user: User) -> QuerySet[OffenderMerge]:
    """Those that stand into a record this person sees, the latest first."""
    seen = offenders_owned_by(user).order_by().values("pk")
    rows = OffenderMerge.objects.filter(undone_at__isnull=True, kept__in=seen)
    return rows.select_related("kept", "absorbed", "made_by")


def victim_merges(user: User) -> QuerySet[VictimMerge]:
    seen = victims_owned_whole_by(user).order_by().values("pk")
    rows = VictimMerge.objects.filter(undone_at__isnull=True, kept__in=seen)
    return rows.select_related("kept", "absorbed", "made_by")


def get_offender_merge(user: User, absorbed: str) -> OffenderMerge:
    return _only(offender_merges(user).filter(absorbed__reference=absorbed))


def get_victim_merge(user: User, absorbed: str) -> VictimMerge:
    return _only(victim_merges(user).filter(absorbed__reference=absorbed))


def offender_side(user: User, offender: Offender) -> dict[str, Any]:
    """What the compare page shows of one record: cases of the reader's own only."""
    seen = Enrolment.objects.visible_to(user).order_by().values("case")
    return {
        "person": offender,
        "identifiers": list(offender.identifiers.order_by("scheme", "raw")),
        "aliases": list(offender.aliases.order_by("last_name", "first_names")),
        "cases": list(Case.objects.filter(offender=offender, pk__in=seen).order_by("-sentenced_on")),
        "managers": list(offender.supervisions.filter(until__isnull=True).select_related("officer")),
    }


def victim_side(victim: Victim) -> dict[str, Any]:
    return {
        "person": victim,
        "enrolments": list(Enrolment.objects.filter(victim=victim).select_related("case__offender", "officer")),
        "safe": SafeContact.objects.current().filter(victim=victim).first(),
        "points": list(ContactPoint.objects.filter(victim=victim, retired_at__isnull=True)),
    }


def _only(rows: QuerySet[Row]) -> Row:
    found = rows.first()
    if found is None:
        raise NotFound
    return found
