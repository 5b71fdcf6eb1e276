"""Change a limit from a day on. What began before keeps the limit it began with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.actions.recompute_runs import ask_for_recompute
from victims.clock_enums import LimitUnit, RecomputeCause
from victims.models import RecomputeRun, TimeLimit
from victims.queries.limit_lists import length_in_full
from victims.rules.limits import MUST_RUN, in_short
from vlu.lib import clock
from vlu.lib.dates import without_weekday
from vlu.lib.errors import DomainError

FURTHEST = timedelta(days=731)
MOST_MONTHS = 120
CHANGED = audit.verb("limit.changed", "changed limit {code} from {day}: it was {before} and will be {after}")


class LimitBeginsTooEarly(DomainError):
    """A limit is changed from today on at the earliest: what is counted already was told to people."""

    code = "limit_begins_too_early"


class LimitBeginsTooLate(DomainError):
    """A year that was mistyped would stand in the way of every change before it."""

    code = "limit_begins_too_late"


class LimitDoesNotChange(DomainError):
    code = "limit_does_not_change"


class LimitChangesLater(DomainError):
    """A later version is entered already, which this one would cut short."""

    code = "limit_changes_later"


class LimitTooLong(DomainError):
    """Its clocks would be due beyond the bank holiday table, and nothing could be recorded on their cases."""

    code = "limit_too_long"


class LimitMustRun(DomainError):
    """The limit is set by law or something cannot do without it, so it cannot be switched off."""

    code = "limit_must_run"


class LimitNotInForce(DomainError):
    """No version of the limit is in force on that day, so there is nothing to change."""

    code = "limit_not_in_force"


@dataclass(frozen=True)
class LimitChange:
    """`amount` in the unit the limit has. `confidence` is H, M or L."""

    amount: int
    runs: bool
    from_day: date
    source: str
    confidence: str


def changed_version(code: str, change: LimitChange) -> TimeLimit:
    """The version that is in force on the first day of the change. Raises LimitBeginsTooEarly,
    LimitBeginsTooLate, LimitNotInForce, LimitChangesLater, LimitMustRun, LimitTooLong, LimitDoesNotChange: what is not
    raised here may be entered."""
    if change.from_day < clock.today():
        raise LimitBeginsTooEarly("A limit can be changed from today on, not from a day that has passed.")
    if change.from_day - clock.today() > FURTHEST:
        raise LimitBeginsTooLate("A limit can be changed from a day within the next two years. Check the year.")
    versions = list(TimeLimit.objects.filter(code=code))
    row = next((one for one in versions if _in_force(one, change.from_day)), None)
    if row is None:
        raise LimitNotInForce(f"Limit {code} is not in force on {without_weekday(change.from_day)}.")
    later = [one.valid_from for one in versions if one.valid_from and one.valid_from > change.from_day]
    if later:
        raise LimitChangesLater(
            f"A change of limit {code} from {without_weekday(min(later))} is entered already. Choose that day or "
            "a later one."
        )
    if not change.runs and not may_be_switched_off(row):
        raise LimitMustRun(f"Limit {code} cannot be switched off. Clocks would be missing.")
    if row.unit == LimitUnit.MONTH and change.amount > MOST_MONTHS:
        raise LimitTooLong(f"Limit {code} is counted in months. It can be {MOST_MONTHS} at most.")
    if (row.amount, row.runs) == (change.amount, change.runs):
        raise LimitDoesNotChange(f"Limit {code} is {length_in_full(row)} on that day already.")
    return row


def may_be_switched_off(row: TimeLimit) -> bool:
    """Only what this service has set itself, and nothing else leans on."""
    return row.status == "CFG" and row.code not in MUST_RUN


def length_of(row: TimeLimit) -> str:
    return in_short(row.amount, row.unit, row.direction, row.plus_days or 0, runs=row.runs)


@transaction.atomic
def change_limit(*, code: str, change: LimitChange, by: User) -> RecomputeRun:
    """Enter the change and ask for every open clock to be derived again. Raises as changed_version does."""
    list(TimeLimit.objects.select_for_update().filter(code=code))
    row = changed_version(code, change)
    before = length_of(row)
    if row.valid_from != change.from_day:
        until = row.valid_to
        TimeLimit.objects.filter(pk=row.pk).update(valid_to=change.from_day - timedelta(days=1))
        row.pk, row.valid_from, row.valid_to = None, change.from_day, until
        row._state.adding = True  # noqa: SLF001 - Django's own way to make a copy of a row
    row.amount, row.runs = change.amount, change.runs
    row.source, row.confidence = change.source, change.confidence
    row.entered_by, row.entered_at = by, clock.now()
    row.full_clean()
    row.save()
    audit.record(
        CHANGED,
        row,
        by,
        code=code,
        day=change.from_day.isoformat(),
        before=before,
        after=length_of(row),
        why=row.source,
    )
    return ask_for_recompute(cause=RecomputeCause.LIMIT, by=by)


def _in_force(row: TimeLimit, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)
