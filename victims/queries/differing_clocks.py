"""Which of many enrolments have a stored clock or hint that is not what the facts give. Nothing is locked or written.

What is "next" of an open enrolment is the first standing clock that its officer works (victims.actions.clocks).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from victims.enums import DeadlineKind
from victims.queries.derived_clocks import DIFFERS, derived, parameters
from victims.rules.clocks import OFFICERS_KINDS
from vlu.lib.dates import without_weekday

# An enrolment is looked at while it is open, and after that as long as anything of it still stands or is listed.
_LOOKED_AT = """(e.status = 'open' OR e.next_due_on IS NOT NULL OR e.urgent_from IS NOT NULL OR (
    SELECT c.id FROM victims_deadline c WHERE c.enrolment_id = e.id AND c.kind = ANY(%(every_kind)s)
       AND c.met_on IS NULL AND c.withdrawn_on IS NULL LIMIT 1) IS NOT NULL)"""
_NEXT_SLICE = "SELECT e.id FROM victims_enrolment e WHERE e.id > %(after)s AND {} ORDER BY e.id LIMIT %(size)s"
_HOW_MANY = "SELECT count(*) FROM victims_enrolment e WHERE {}"


def enrolments_after(upto: int, size: int) -> list[int]:
    """The next enrolments to look at, by their number."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_SLICE.format(_LOOKED_AT), parameters(after=upto, size=size))
        return [row[0] for row in cursor.fetchall()]


def how_many_to_look_at() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HOW_MANY.format(_LOOKED_AT), parameters())
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Difference:
    """A clock as it was stored and as the facts give it; None for a day on which nothing stood, or stands."""

    enrolment: int
    kind: str
    was: date | None
    now: date | None

    @property
    def moved(self) -> bool:
        return self.was != self.now

    @property
    def in_words(self) -> str:
        """First contact after referral: from 8 to 9 December 2026."""
        label = DeadlineKind(self.kind).label
        if self.was is None and self.now is None:
            return f"{label}: facts kept with it"
        if self.now is None:
            return f"{label}: no longer due, was due {without_weekday(self.was)}" if self.was else label
        if self.was is None:
            return f"{label}: due {without_weekday(self.now)}, was not there"
        if not self.moved:
            return f"{label}: still due {without_weekday(self.now)}, facts kept with it"
        return f"{label}: from {without_weekday(self.was)} to {without_weekday(self.now)}"


def from_to(what: str, was: date | None, now: date | None) -> str:
    """Urgent: from nothing to 8 December 2026."""
    return f"{what}: from {_day(was)} to {_day(now)}"


def _day(day: date | None) -> str:
    return without_weekday(day) if day else "nothing"


# As Difference has them: a clock that is withdrawn stands on no day, one that is met keeps its day.
DIFFERENCE = """
SELECT enrolment_id, kind, CASE WHEN stored IS NOT NULL AND NOT was_withdrawn THEN was_due_on END,
       CASE WHEN NOT gone AND NOT withdrawn THEN due_on END
FROM differs
"""
_EITHER = "SELECT enrolment_id, false FROM differs UNION SELECT enrolment_id, true FROM derived WHERE due_on IS NULL"


@dataclass(frozen=True)
class Compared:
    """`uncounted` have a clock whose day lies beyond the calendar; it stays as it is."""

    differing: frozenset[int]
    uncounted: frozenset[int]


def compared(enrolments: Collection[int]) -> Compared:
    with connection.cursor() as cursor:
        cursor.execute(derived(DIFFERS, _EITHER), parameters(ids=list(enrolments)))
        rows = cursor.fetchall()
    return Compared(
        frozenset(key for key, uncounted in rows if not uncounted),
        frozenset(key for key, uncounted in rows if uncounted),
    )


# What the lists show of an enrolment, where it is not what its facts and its standing clocks say.
HINTS = """
, hints AS (
    SELECT f.id, e.next_due_on AS was, n.due_on AS now, coalesce(n.kind, '') AS next_kind, f.counts_from,
           CASE WHEN f.counts_from IS NOT NULL THEN f.first_contact_on END AS contact_counted_on
    FROM facts f JOIN victims_enrolment e ON e.id = f.id
    LEFT JOIN LATERAL (
        SELECT c.kind, c.due_on FROM victims_deadline c
        WHERE c.enrolment_id = f.id AND c.met_on IS NULL AND c.withdrawn_on IS NULL AND c.kind = ANY(%(officers_kinds)s)
        ORDER BY c.due_on, c.id LIMIT 1
    ) n ON f.is_open
    WHERE (e.next_kind, e.next_due_on, e.counts_from, e.contact_counted_on) IS DISTINCT FROM
          (coalesce(n.kind, ''), n.due_on, f.counts_from,
           CASE WHEN f.counts_from IS NOT NULL THEN f.first_contact_on END)
)
"""
OFFICERS = {"officers_kinds": [kind.value for kind in OFFICERS_KINDS]}


def differing_hints(enrolments: Collection[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(derived(HINTS, "SELECT id FROM hints"), parameters(ids=list(enrolments), **OFFICERS))
        return [row[0] for row in cursor.fetchall()]
