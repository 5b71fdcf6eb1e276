"""Write the duties and the urgency of many enrolments as their facts give them: what victims.actions.clocks does for
one, in a fixed number of statements. A test holds the two together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date

from django.db import connection

from victims.models import Deadline
from victims.queries.differing_clocks import Difference, from_to
from victims.queries.duties_of_many import BY_THE_RULE, Owed
from victims.rules.clocks import Clock
from vlu.lib.dates import without_weekday

URGENT = "urgent"
# Which row a clock is: its kind, its limit, and the contact or complaint it is about, 0 when it is about none.
Place = tuple[str, str, int]
_MOVE = """
UPDATE victims_deadline d
SET task = n.task, started_on = n.started_on, due_on = n.due_on, met_on = n.met_on, withdrawn_on = NULL
FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::date[], %s::date[]) n(id, task, started_on, due_on, met_on)
WHERE d.id = n.id
"""
_SHOW_URGENT = """
UPDATE victims_enrolment e SET urgent_from = n.urgent_from, urgent_reason = n.reason
FROM unnest(%s::bigint[], %s::date[], %s::text[]) n(id, urgent_from, reason) WHERE e.id = n.id
"""


@dataclass(frozen=True)
class _Row:
    key: int
    task: str
    started_on: date
    due_on: date
    met_on: date | None
    withdrawn_on: date | None

    def is_as(self, clock: Clock) -> bool:
        here = (self.task, self.started_on, self.due_on, self.met_on, self.withdrawn_on)
        return here == (clock.task, clock.started_on, clock.due_on, clock.met_on, None)


@dataclass
class DutyChanges:
    """`clocks` that were made, moved, mended or withdrawn, and in words how urgent an enrolment was and is."""

    clocks: list[Difference] = field(default_factory=list)
    urgent: list[tuple[int, str]] = field(default_factory=list)


def write_duties(owed: Sequence[Owed], today: date) -> DutyChanges:
    """The enrolments are locked by the caller, and their facts were read under the lock."""
    changes = DutyChanges()
    rows = _stored([one.enrolment.pk for one in owed])
    new: list[Deadline] = []
    moved: list[_Row] = []
    gone: list[int] = []
    for one in owed:
        key, stored = one.enrolment.pk, rows[one.enrolment.pk]
        for clock in one.clocks:
            row = stored.pop((clock.kind, clock.limit_code, clock.contact or clock.complaint or 0), None)
            if row is None:
                new.append(_made(key, clock))
            elif not row.is_as(clock):
                moved.append(_Row(row.key, clock.task, clock.started_on, clock.due_on, clock.met_on, None))
            if row is None or not row.is_as(clock):
                was = row.due_on if row and row.withdrawn_on is None else None
                changes.clocks.append(Difference(key, clock.kind, was, clock.due_on))
        for (kind, _, _), row in stored.items():
            if row.withdrawn_on is None:
                gone.append(row.key)
                changes.clocks.append(Difference(key, kind, row.due_on, None))
    Deadline.objects.bulk_create(new)
    _send(_MOVE, [astuple(row)[:-1] for row in moved])
    if gone:
        Deadline.objects.filter(pk__in=gone).update(withdrawn_on=today)
    changes.urgent = _write_urgency(owed)
    return changes


def _stored(enrolments: Sequence[int]) -> dict[int, dict[Place, _Row]]:
    found: dict[int, dict[Place, _Row]] = defaultdict(dict)
    rows = Deadline.objects.filter(enrolment__in=enrolments, kind__in=BY_THE_RULE).order_by()
    place = ("enrolment", "kind", "limit_code", "contact", "complaint")
    values = ("pk", "task", "started_on", "due_on", "met_on", "withdrawn_on")
    for enrolment, kind, code, contact, complaint, *row in rows.values_list(*place, *values):
        found[enrolment][kind, code, contact or complaint or 0] = _Row(*row)
    return found


def _made(enrolment: int, clock: Clock) -> Deadline:
    return Deadline(
        enrolment_id=enrolment,
        kind=clock.kind,
        limit_code=clock.limit_code,
        task=clock.task,
        started_on=clock.started_on,
        due_on=clock.due_on,
        met_on=clock.met_on,
        contact_id=clock.contact,
        complaint_id=clock.complaint,
    )


def _write_urgency(owed: Iterable[Owed]) -> list[tuple[int, str]]:
    differ = [one for one in owed if not one.urgent_as_shown]
    _send(_SHOW_URGENT, [(one.enrolment.pk, *one.urgent) for one in differ])
    return [(one.enrolment.pk, _in_words(one.enrolment.urgent_from, one.urgent[0])) for one in differ]


def _in_words(was: date | None, now: date | None) -> str:
    if was == now and now is not None:
        return f"{URGENT}: still from {without_weekday(now)}, for another reason"
    return from_to(URGENT, was, now)


def _send(statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Column by column, so that the statement is one whatever the number of rows."""
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
