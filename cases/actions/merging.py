"""Make two records of one offender one, and undo it. Only a person decides; both histories are kept (HMIP 3.15)."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from accounts import audit
from accounts.models import User
from cases.models import (
    Case,
    Conviction,
    Offender,
    OffenderAlias,
    OffenderIdentifier,
    OffenderMerge,
    Supervision,
)
from vlu.lib import clock
from vlu.lib.errors import DomainError

MERGED = audit.verb("offender.merged", "merged {other} into it")
ABSORBED = audit.verb("offender.absorbed", "merged it into {other}")
UNMERGED = audit.verb("offender.merge_undone", "took {other} out of it again")
RESTORED = audit.verb("offender.restored", "made it a record of its own again, apart from {other}")

# What belongs to an offender, under the name it has in `moved`.
MOVES: dict[str, type[models.Model]] = {
    "cases": Case,
    "convictions": Conviction,
    "aliases": OffenderAlias,
    "identifiers": OffenderIdentifier,
    "supervisions": Supervision,
}


class CannotMerge(DomainError):
    code = "cannot_merge"


class CannotUnmerge(DomainError):
    code = "cannot_unmerge"


@transaction.atomic
def merge_offenders(*, kept: Offender, absorbed: Offender, reason: str, by: User) -> OffenderMerge:
    """Cases, convictions, aliases, numbers and supervisions go to the record that is kept, unless it has the very same;
    the name of the other becomes an alias. The absorbed row stays, hidden.

    Raises CannotMerge when one of them is merged already, or when two offender managers manage them.
    """
    one, other = _locked(kept, absorbed)
    _refuse_merged(one, other)
    left_behind = _supervision_left_behind(one, other)
    moved: dict[str, Any] = {"own": _keys_of(one)}
    for name, model in MOVES.items():
        stay = left_behind if name == "supervisions" else _held(name, one, other)
        rows = _manager(model).filter(offender=other).exclude(pk__in=stay)
        moved[name] = sorted(rows.values_list("pk", flat=True))
        _manager(model).filter(pk__in=moved[name]).update(offender=one)
    moved["alias_made"] = _add_alias(one, other)
    if one.date_of_birth != other.date_of_birth:
        _manager(Case).filter(pk__in=moved["cases"]).update(facts_changed_at=clock.now())
    merge = OffenderMerge(kept=one, absorbed=other, reason=reason, moved=moved, made_by=by, made_at=clock.now())
    merge.full_clean()
    merge.save()
    other.merged_into, one.compared_at = one, None
    other.save(update_fields=["merged_into"])
    one.save(update_fields=["compared_at"])
    audit.record(MERGED, one, by, other=other.reference)
    audit.record(ABSORBED, other, by, other=one.reference)
    return merge


def _keys_of(offender: Offender) -> dict[str, list[int]]:
    """What a record had of its own before the merge: with this, what was written since can be told."""
    return {
        name: sorted(_manager(model).filter(offender=offender).values_list("pk", flat=True))
        for name, model in MOVES.items()
    }


def _manager(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._default_manager.all()  # noqa: SLF001 - a model's own manager is public in Django


def _locked(one: Offender, other: Offender) -> tuple[Offender, Offender]:
    """By key, so that two people who merge the same records at once wait for, and never block, each other."""
    rows = Offender.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    by_key = {row.pk: row for row in rows}
    if len(by_key) != 2:
        raise CannotMerge("A record cannot be merged with itself. Choose two.")
    return by_key[one.pk], by_key[other.pk]


def _refuse_merged(kept: Offender, absorbed: Offender) -> None:
    for record in (kept, absorbed):
        if record.merged_into_id is not None:
            raise CannotMerge(f"{record.reference} is merged into another record already. Look at the list again.")


def _supervision_left_behind(kept: Offender, absorbed: Offender) -> list[int]:
    """The open supervision of the absorbed record when the same person manages both: it stays where it is."""
    standing = {
        row.offender_id: row
        for row in Supervision.objects.filter(offender__in=[kept, absorbed], until__isnull=True).select_related(
            "officer"
        )
    }
    if len(standing) < 2:
        return []
    one, other = standing[kept.pk], standing[absorbed.pk]
    if one.officer_id != other.officer_id:
        raise CannotMerge(
            f"{one.officer.name} manages one of these records and {other.officer.name} the other. Find out who manages "
            "this person, record the same offender manager on both, and merge them then."
        )
    return [other.pk]


def _held(name: str, kept: Offender, absorbed: Offender) -> list[int]:
    """Aliases and numbers that the kept record has word for word: they stay with the absorbed one."""
    same: dict[str, tuple[str, ...]] = {"aliases": ("first_names", "last_name"), "identifiers": ("scheme", "raw")}
    if name not in same:
        return []
    rows = _manager(MOVES[name])
    there = set(rows.filter(offender=kept).values_list(*same[name]))
    return [row.pk for row in rows.filter(offender=absorbed) if tuple(getattr(row, f) for f in same[name]) in there]


def _add_alias(kept: Offender, absorbed: Offender) -> int | None:
    """The key of the alias, None when the kept record goes by this name already."""
    names = {"first_names": absorbed.first_names, "last_name": absorbed.last_name}
    if (kept.first_names, kept.last_name) == (absorbed.first_names, absorbed.last_name):
        return None
    alias, made = OffenderAlias.objects.get_or_create(
        offender=kept, **names, defaults={"date_of_birth": absorbed.date_of_birth}
    )
    return alias.pk if made else None


@transaction.atomic
def unmerge_offenders(*, merge: OffenderMerge, reason: str, by: User) -> OffenderMerge:
    """Puts back exactly the rows that moved. What was written since stays with the record that was kept.

    Raises CannotUnmerge when it is undone already, or when a later merge has to be undone first.
    """
    one, other = _locked(merge.kept, merge.absorbed)
    locked = OffenderMerge.objects.select_for_update().get(pk=merge.pk)
    _refuse_out_of_order(locked, one)
    moved = locked.moved
    if moved["alias_made"]:
        OffenderAlias.objects.filter(pk=moved["alias_made"]).delete()
    for name, model in MOVES.items():
        _manager(model).filter(pk__in=moved[name], offender=one).update(offender=other)
    if one.date_of_birth != other.date_of_birth:
        Case.objects.filter(pk__in=moved["cases"]).update(facts_changed_at=clock.now())
    locked.undone_by, locked.undone_at, locked.undone_because = by, clock.now(), reason
    locked.full_clean()
    locked.save(update_fields=["undone_by", "undone_at", "undone_because"])
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    audit.record(UNMERGED, one, by, other=other.reference)
    audit.record(RESTORED, other, by, other=one.reference)
    return locked


def _refuse_out_of_order(merge: OffenderMerge, kept: Offender) -> None:
    if merge.undone_at is not None:
        raise CannotUnmerge("This merge is undone already.")
    if kept.merged_into_id is not None:
        raise CannotUnmerge(f"{kept.reference} was merged into another record since. Undo that merge first.")
    later = OffenderMerge.objects.filter(kept=kept, undone_at__isnull=True, pk__gt=merge.pk).first()
    if later is not None:
        raise CannotUnmerge(f"Another record was merged into {kept.reference} since. Undo that merge first.")
