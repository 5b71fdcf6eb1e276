"""Record when somebody is away and who covers; take it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from accounts import audit
from accounts.models import Absence, User
from accounts.queries.absences import officers_who_may_cover
from vlu.lib import clock
from vlu.lib.dates import in_words
from vlu.lib.errors import DomainError

RECORDED = audit.verb("absence.recorded", "recorded that {person} is away from {first} to {last}; cover: {cover}")
CANCELLED = audit.verb("absence.cancelled", "cancelled that {person} is away from {first} to {last}")

LONGEST = timedelta(days=366)


class CannotBeAway(DomainError):
    """Days that are past, too many, or taken by another absence of the same person."""

    code = "cannot_be_away"


class CannotCover(DomainError):
    code = "cannot_cover"


class AbsenceIsOver(DomainError):
    code = "absence_is_over"


@transaction.atomic
def record_absence(*, person: User, first_day: date, last_day: date, cover: User | None, by: User) -> Absence:
    """From then on the reminder sweep reads it: nothing else changes. Both days are included.

    Raises CannotBeAway, CannotCover.
    """
    # Two at once: the second sees the first.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    _refuse_days(first_day, last_day)
    _refuse_overlap(person, first_day, last_day)
    if cover is not None:
        _refuse_cover(cover, person, first_day, last_day)
    absence = Absence(
        person=person, first_day=first_day, last_day=last_day, cover=cover, recorded_by=by, recorded_at=clock.now()
    )
    absence.full_clean()
    absence.save(force_insert=True)
    whom = cover.name if cover else "nobody, so the managers"
    audit.record(RECORDED, person, by, person.region_code or "", **_days(absence), cover=whom)
    return absence


@transaction.atomic
def cancel_absence(*, absence: Absence, by: User) -> Absence:
    """The row stays: what was told on the strength of it can be explained. Twice is once. Raises AbsenceIsOver."""
    locked = Absence.objects.select_for_update(of=("self",)).select_related("person__organisation").get(pk=absence.pk)
    if locked.cancelled_at is not None:
        return locked
    if locked.last_day < clock.today():
        raise AbsenceIsOver(f"{locked.person.name} is back already, so there is nothing to cancel.")
    locked.cancelled_at = clock.now()
    locked.save(update_fields=["cancelled_at"])
    audit.record(CANCELLED, locked.person, by, locked.person.region_code or "", **_days(locked))
    return locked


def _refuse_days(first_day: date, last_day: date) -> None:
    today = clock.today()
    if last_day < first_day:
        raise CannotBeAway("The last day cannot be before the first day.")
    if first_day < today:
        raise CannotBeAway(
            "The first day is past, and the reminders of past days have gone out already. Enter today as the first day."
        )
    if last_day - today > LONGEST:
        raise CannotBeAway(
            "The last day is more than a year away. For somebody who is away for so long, "
            "allocate their cases to colleagues."
        )


def _refuse_overlap(person: User, first_day: date, last_day: date) -> None:
    other = Absence.objects.filter(person=person).meeting(first_day, last_day).first()
    if other is not None:
        raise CannotBeAway(
            f"{person.name} is away already from {in_words(other.first_day)} to {in_words(other.last_day)}. "
            "Choose other days, or cancel that first."
        )


def _refuse_cover(cover: User, person: User, first_day: date, last_day: date) -> None:
    if cover == person:
        raise CannotCover("Nobody covers for themselves. Choose a colleague, or nobody.")
    if not officers_who_may_cover(person.region_code or "").filter(pk=cover.pk).exists():
        raise CannotCover(f"{cover.name} is not an active officer of this unit. Choose somebody else.")
    away = Absence.objects.filter(person=cover).meeting(first_day, last_day).first()
    if away is not None:
        raise CannotCover(
            f"{cover.name} is away too, from {in_words(away.first_day)} to {in_words(away.last_day)}. "
            "Choose somebody else, or nobody: reminders will then go to the managers."
        )


def _days(absence: Absence) -> dict[str, str]:
    return {
        "person": absence.person.name,
        "first": absence.first_day.isoformat(),
        "last": absence.last_day.isoformat(),
    }
