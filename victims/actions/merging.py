"""Make two records of one victim one, and undo it. The person who decides says how they are contacted from now on; no
number of the absorbed record is used unless it was ticked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.forms import model_to_dict

from accounts import audit
from accounts.models import User
from victims.actions.duplicates import close_duplicate, reopen_duplicate
from victims.models import BothSides, ContactPoint, Enrolment, SafeContact, Victim, VictimMerge
from vlu.lib import clock
from vlu.lib.errors import DomainError

MERGED = audit.verb("victim.merged", "merged {other} into it")
ABSORBED = audit.verb("victim.absorbed", "merged it into {other}")
MOVED = audit.verb("enrolment.moved_to_victim", "moved it to the record of {victim}")
UNMERGED = audit.verb("victim.merge_undone", "took {other} out of it again")
RESTORED = audit.verb("victim.restored", "made it a record of its own again, apart from {other}")
NOT_TICKED = "Not ticked as safe when two records were merged"
CARRIED_OVER = "Carried over to the record it was merged into"
UNDONE = "The merge that brought it here was undone"


class CannotMergeVictims(DomainError):
    code = "cannot_merge_victims"


class CannotUnmergeVictims(DomainError):
    code = "cannot_unmerge_victims"


@transaction.atomic
def merge_victims(
    *,
    kept: Victim,
    absorbed: Victim,
    reason: str,
    safe_contact: SafeContact | None,
    still_usable: Collection[ContactPoint],
    by: User,
) -> VictimMerge:
    """Enrolments go to the record that is kept; one on a case where it stands already is closed as a duplicate.

    `safe_contact` is the preference that holds from now on, of either record; None only when neither has one.
    `still_usable` are the points of the absorbed record that were ticked: these are copied, every other is retired.
    Raises CannotMergeVictims.
    """
    one, other = _locked(kept, absorbed)
    _refuse(one, other, safe_contact)
    own = sorted(Enrolment.objects.filter(victim=one).values_list("pk", flat=True))
    moved: dict[str, Any] = {"own": own, "safe_contact": _choose(one, other, safe_contact, by)}
    moved["points"] = _carry_over(one, other, {point.pk for point in still_usable})
    moved["duplicates"], moved["enrolments"] = [], []
    theirs = {row.case_id: row for row in Enrolment.objects.select_for_update().filter(victim=one).order_by("pk")}
    for row in Enrolment.objects.select_for_update().filter(victim=other).order_by("pk"):
        if row.case_id in theirs:
            moved["duplicates"].append(close_duplicate(duplicate=row, of=theirs[row.case_id], by=by))
        else:
            _move(row, one, by)
            moved["enrolments"].append(row.pk)
    merge = VictimMerge(kept=one, absorbed=other, reason=reason, moved=moved, made_by=by, made_at=clock.now())
    merge.full_clean()
    merge.save()
    other.merged_into = one
    other.save(update_fields=["merged_into"])
    audit.record(MERGED, one, by, other=other.reference)
    audit.record(ABSORBED, other, by, other=one.reference)
    return merge


def _locked(one: Victim, other: Victim) -> tuple[Victim, Victim]:
    by_key = {
        row.pk: row for row in Victim.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    }
    if len(by_key) != 2:
        raise CannotMergeVictims("A record cannot be merged with itself. Choose two.")
    return by_key[one.pk], by_key[other.pk]


def _refuse(kept: Victim, absorbed: Victim, chosen: SafeContact | None) -> None:
    for record in (kept, absorbed):
        if record.merged_into_id is not None:
            raise CannotMergeVictims("One of these is merged into another record already. Look at the list again.")
    if BothSides.objects.standing().filter(victim__in=[kept, absorbed]).exists():
        raise CannotMergeVictims(
            "Access to one of these records is restricted. A manager must decide about that first."
        )
    offered = SafeContact.objects.current().filter(victim__in=[kept, absorbed])
    if chosen is None and offered.exists():
        raise CannotMergeVictims("Choose how this person is contacted from now on.")
    if chosen is not None and not offered.filter(pk=chosen.pk).exists():
        raise CannotMergeVictims("How they are contacted was changed meanwhile. Look at both again.")


def _choose(kept: Victim, absorbed: Victim, chosen: SafeContact | None, by: User) -> dict[str, int | None]:
    """Of the absorbed record a copy is made for the kept one; what held before is superseded, never lost."""
    if chosen is None or chosen.victim_id == kept.pk:
        return {"before": None, "copy": None}
    before = SafeContact.objects.current().filter(victim=kept).first()
    return {"before": before.pk if before else None, "copy": _copy_safe_contact(chosen, kept, by).pk}


def _copy_safe_contact(row: SafeContact, victim: Victim, by: User) -> SafeContact:
    now = clock.now()
    SafeContact.objects.current().filter(victim=victim).update(superseded_at=now)
    facts = model_to_dict(row, exclude=["id", "victim", "recorded_by", "recorded_at", "superseded_at"])
    copy = SafeContact(victim=victim, recorded_by=by, recorded_at=now, **facts)
    copy.full_clean()
    copy.save()
    return copy


def _carry_over(kept: Victim, absorbed: Victim, ticked: set[int]) -> list[dict[str, int | None]]:
    """Ticked points are copied, so that those of the kept record keep their places; the originals are retired."""
    carried: list[dict[str, int | None]] = []
    for point in ContactPoint.objects.filter(victim=absorbed, retired_at__isnull=True):
        copy = None
        if point.pk in ticked:
            copy = ContactPoint(
                victim=kept, kind=point.kind, value=point.value, note=point.note, recorded_at=clock.now()
            )
            copy.full_clean()
            copy.save()
        point.retired_at, point.retired_because = clock.now(), CARRIED_OVER if copy else NOT_TICKED
        point.save(update_fields=["retired_at", "retired_because"])
        carried.append({"point": point.pk, "copy": copy.pk if copy else None})
    return carried


def _move(enrolment: Enrolment, victim: Victim, by: User) -> None:
    enrolment.victim = victim
    enrolment.save(update_fields=["victim"])
    audit.record(MOVED, enrolment, by, region=enrolment.region_id, victim=victim.reference)


@transaction.atomic
def unmerge_victims(*, merge: VictimMerge, reason: str, by: User) -> VictimMerge:
    """Puts back exactly what the merge changed, where nobody changed it since. What was written since stays with the
    record that was kept. Raises CannotUnmergeVictims."""
    one, other = _locked(merge.kept, merge.absorbed)
    locked = VictimMerge.objects.select_for_update().get(pk=merge.pk)
    _refuse_out_of_order(locked, one)
    for row in Enrolment.objects.select_for_update().filter(pk__in=locked.moved["enrolments"], victim=one):
        _move(row, other, by)
    for closed in locked.moved["duplicates"]:
        reopen_duplicate(closed=closed, by=by)
    _give_back_points(locked.moved["points"])
    _give_back_safe_contact(one, locked.moved["safe_contact"], by)
    locked.undone_by, locked.undone_at, locked.undone_because = by, clock.now(), reason
    locked.full_clean()
    locked.save(update_fields=["undone_by", "undone_at", "undone_because"])
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    audit.record(UNMERGED, one, by, other=other.reference)
    audit.record(RESTORED, other, by, other=one.reference)
    return locked


def _refuse_out_of_order(merge: VictimMerge, kept: Victim) -> None:
    if merge.undone_at is not None:
        raise CannotUnmergeVictims("This merge is undone already.")
    if kept.merged_into_id is not None:
        raise CannotUnmergeVictims(f"{kept.reference} was merged into another record since. Undo that merge first.")
    if VictimMerge.objects.filter(kept=kept, undone_at__isnull=True, pk__gt=merge.pk).exists():
        raise CannotUnmergeVictims(f"Another record was merged into {kept.reference} since. Undo that merge first.")
    if BothSides.objects.standing().filter(victim=kept).exists():
        raise CannotUnmergeVictims("Access to this record is restricted. A manager must decide about that first.")


def _give_back_points(carried: list[dict[str, int | None]]) -> None:
    """A copy that somebody found unsafe meanwhile was retired: then the original stays retired too."""
    now = clock.now()
    for one in carried:
        copy = ContactPoint.objects.filter(pk=one["copy"]).first() if one["copy"] else None
        if copy is not None and copy.retired_at is not None:
            continue
        if copy is not None:
            ContactPoint.objects.filter(pk=copy.pk).update(retired_at=now, retired_because=UNDONE)
        ContactPoint.objects.filter(pk=one["point"] or 0).update(retired_at=None, retired_because="")


def _give_back_safe_contact(kept: Victim, chosen: dict[str, int | None], by: User) -> None:
    copy = SafeContact.objects.current().filter(victim=kept, pk=chosen["copy"] or 0).first()
    if copy is None:
        return
    before = SafeContact.objects.filter(pk=chosen["before"] or 0).first()
    if before is not None:
        _copy_safe_contact(before, kept, by)
    else:
        SafeContact.objects.filter(pk=copy.pk).update(superseded_at=clock.now())
