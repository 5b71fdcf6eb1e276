"""Make the stored clocks and hints of many enrolments what the facts give, and say of each from which day to which.

The same as victims.actions.clocks.refresh_clocks, set by set: what differs is found by reading, and only that is locked
and written. Each enrolment that is corrected has an audit entry of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from accounts import audit
from victims.actions.duty_rows import DutyChanges, write_duties
from victims.models import Enrolment
from victims.queries.derived_clocks import DIFFERS, derived, parameters
from victims.queries.differing_clocks import (
    DIFFERENCE,
    HINTS,
    OFFICERS,
    Difference,
    compared,
    differing_hints,
    from_to,
)
from victims.queries.duties_of_many import ManyFacts, owed_to_many, unlike_duties

NEXT = "next in the lists"
CORRECTED = audit.verb("clocks.corrected", "derived the clocks again ({cause}): {changes}")

# A clock that comes back or moves keeps its row, and one that goes keeps the day it was withdrawn on: somebody may have
# been reminded of it.
_WRITE_CLOCKS = """
, moved AS (
    UPDATE victims_deadline s
    SET limit_code = d.limit_code, started_on = d.started_on, due_on = d.due_on, met_on = d.met_on,
        withdrawn_on = CASE WHEN d.withdrawn THEN coalesce(s.withdrawn_on, %(today)s::date) END
    FROM differs d WHERE s.id = d.stored AND NOT d.gone
),
gone AS (
    UPDATE victims_deadline s SET withdrawn_on = %(today)s::date FROM differs d WHERE s.id = d.stored AND d.gone
),
made AS (
    INSERT INTO victims_deadline (enrolment_id, kind, limit_code, task, started_on, due_on, met_on, withdrawn_on)
    SELECT enrolment_id, kind, limit_code, '', started_on, due_on, met_on, CASE WHEN withdrawn THEN %(today)s::date END
    FROM differs WHERE stored IS NULL
)
"""
_WRITE_HINTS = """
UPDATE victims_enrolment e
SET next_kind = hints.next_kind, next_due_on = hints.now, counts_from = hints.counts_from,
    contact_counted_on = hints.contact_counted_on
FROM hints WHERE e.id = hints.id RETURNING e.id, hints.was, hints.now
"""


@dataclass
class Corrections:
    """`moved` counts clocks, `corrected` and `uncounted` are enrolments. `uncounted` have a day beyond the calendar,
    which is left as it is."""

    moved: int = 0
    corrected: set[int] = field(default_factory=set)
    uncounted: set[int] = field(default_factory=set)

    def add(self, other: Corrections) -> None:
        self.moved += other.moved
        self.corrected |= other.corrected
        self.uncounted |= other.uncounted


@transaction.atomic
def correct_clocks(enrolments: Collection[int], cause: str, today: date) -> Corrections:
    """Compare all of these with their facts and correct what differs. `cause` is said in the trail, in lower case."""
    found = compared(enrolments)
    changes: dict[int, list[str]] = defaultdict(list)
    moved = 0
    for difference in _write_clocks(found.differing, today):
        changes[difference.enrolment].append(difference.in_words)
        moved += difference.moved
    uncounted = set(found.uncounted)
    duties = _write_duties(set(enrolments) - uncounted, uncounted, today)
    for difference in duties.clocks:
        changes[difference.enrolment].append(difference.in_words)
        moved += difference.moved
    for key, words in (*duties.urgent, *_write_hints(differing_hints(enrolments))):
        changes[key].append(words)
    _record(changes, cause)
    return Corrections(moved, set(changes), uncounted)


def _lock(enrolments: Collection[int]) -> None:
    """In one order, so that two runs wait for each other and do not stop each other."""
    rows = Enrolment.objects.select_for_update(no_key=True).filter(pk__in=list(enrolments)).order_by("pk")
    list(rows.values_list("pk"))


def _write_clocks(enrolments: Collection[int], today: date) -> Sequence[Difference]:
    """Under their locks the facts are asked again: what was found before may be settled by now."""
    if not enrolments:
        return []
    _lock(enrolments)
    with connection.cursor() as cursor:
        cursor.execute(derived(DIFFERS, _WRITE_CLOCKS, DIFFERENCE), parameters(ids=list(enrolments), today=today))
        return [Difference(*row) for row in cursor.fetchall()]


def _write_hints(enrolments: Collection[int]) -> list[tuple[int, str]]:
    if not enrolments:
        return []
    _lock(enrolments)
    with connection.cursor() as cursor:
        cursor.execute(derived(HINTS, _WRITE_HINTS), parameters(ids=list(enrolments), **OFFICERS))
        return [(key, from_to(NEXT, was, now)) for key, was, now in cursor.fetchall()]


def _write_duties(enrolments: Collection[int], uncounted: set[int], today: date) -> DutyChanges:
    """By the Python rule; under their locks the facts of those that differ are read again. One with a day that cannot
    be counted is added to `uncounted`."""
    unlike, beyond = unlike_duties(enrolments)
    uncounted |= beyond
    if not unlike:
        return DutyChanges()
    _lock(unlike)
    owed, beyond = owed_to_many(ManyFacts(unlike))
    uncounted |= beyond
    return write_duties(owed, today)


def _record(changes: Mapping[int, Sequence[str]], cause: str) -> None:
    rows = Enrolment.objects.filter(pk__in=list(changes)).only("pk", "reference", "region_id").order_by("pk")
    audit.record_all(
        audit.entry(CORRECTED, row, None, region=row.region_id, cause=cause, changes="; ".join(changes[row.pk]))
        for row in rows.iterator()
    )
