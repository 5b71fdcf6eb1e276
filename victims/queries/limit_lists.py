"""Limits, their versions and the checks of clocks, as an administrator's pages list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models.organisations import in_force_on
from victims.models import RecomputeRun, TimeLimit
from victims.rules.clocks import AFTER_OPT_OUT, LIMIT_OF, START_WORDS
from victims.rules.limits import MUST_RUN, in_full, in_short
from vlu.lib.errors import NotFound

RECENT = 50
# Limits that something in this service counts by; the rest of the table is for reading.
COUNTED_BY = frozenset({*LIMIT_OF.values(), *AFTER_OPT_OUT.values(), *START_WORDS, *MUST_RUN})


@dataclass(frozen=True)
class LimitLine:
    """`coming`: how a later version is entered already, in words; empty for none."""

    row: TimeLimit
    length: str
    coming: Sequence[tuple[date, str]]


def limits_with_a_clock(today: date) -> list[LimitLine]:
    """Each as it stands today, in the order of their codes. One query."""
    lines: list[LimitLine] = []
    for code, rows in _by_code().items():
        now = next((row for row in reversed(rows) if row.valid_from is None or row.valid_from <= today), rows[0])
        coming = [(row.valid_from, length_in_short(row)) for row in rows if row.valid_from and row.valid_from > today]
        if code in COUNTED_BY:
            lines.append(LimitLine(now, length_in_full(now), coming))
    return lines


def _by_code() -> dict[str, list[TimeLimit]]:
    found: dict[str, list[TimeLimit]] = {}
    for row in TimeLimit.objects.filter(amount__isnull=False):
        found.setdefault(row.code, []).append(row)
    return found


def versions_of(code: str) -> list[tuple[TimeLimit, str]]:
    """Every version, the first one first."""
    return [(row, length_in_short(row)) for row in TimeLimit.objects.filter(code=code).select_related("entered_by")]


def length_in_short(row: TimeLimit) -> str:
    return in_short(row.amount, row.unit, row.direction, row.plus_days or 0, runs=row.runs)


def length_in_full(row: TimeLimit) -> str:
    """With what it is counted from."""
    return changed_length(row, row.amount, runs=row.runs)


def changed_length(row: TimeLimit, amount: int | None, *, runs: bool) -> str:
    """As the row would read with another amount, or switched on or off."""
    return in_full(amount, row.unit, row.direction, row.start_event, row.plus_days or 0, runs=runs)


def recent_runs() -> list[RecomputeRun]:
    return list(RecomputeRun.objects.select_related("asked_by")[:RECENT])


def get_limit(code: str, today: date) -> TimeLimit:
    """The version of a limit that is in force today, else the first. Raises NotFound for a limit without an amount."""
    versions = TimeLimit.objects.filter(code=code, amount__isnull=False)
    found = versions.filter(in_force_on(today)).first() or versions.first()
    if found is None:
        raise NotFound
    return found


def get_recompute_run(key: UUID) -> RecomputeRun:
    """It names enrolments by reference, and only those that could not be counted. Raises NotFound."""
    run = RecomputeRun.objects.select_related("asked_by").filter(key=key).first()
    if run is None:
        raise NotFound
    return run
