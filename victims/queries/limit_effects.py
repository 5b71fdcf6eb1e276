"""What a change of a limit would do to the clocks that are open now, before anybody confirms it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count

from cases.enums import KeyDateKind, Scheme
from cases.models import KeyDate
from victims.enums import EnrolmentStatus
from victims.models import Deadline, Enrolment, TimeLimit
from victims.queries.duties_of_many import clocks_of_limit
from victims.queries.limits import current_limits, limit_of
from victims.rules.limits import Limit
from victims.rules.release_duties import PRE_RELEASE
from vlu.lib.errors import BeyondCalendarHorizon
from vlu.lib.working_days import WorkingCalendar


@dataclass(frozen=True)
class Moved:
    """So many clocks of a scheme move by so many calendar days, later when positive. None: they are withdrawn."""

    scheme: str
    days: int | None
    clocks: int

    @property
    def in_words(self) -> str:
        if self.days is None:
            return "no longer due"
        number = "1 day" if abs(self.days) == 1 else f"{abs(self.days)} days"
        return f"{number} {'later' if self.days > 0 else 'earlier'}"


@dataclass(frozen=True)
class Effect:
    """`kept` are open clocks that began before, and keep the limit they began with; `begin` are those that a limit
    switched on gives at once; `late` are those that would be late at once; `uncounted` lie beyond the calendar."""

    moved: list[Moved]
    kept: int
    begin: int
    late: int
    uncounted: int

    @property
    def clocks_moved(self) -> int:
        return sum(line.clocks for line in self.moved)


def effect_of(row: TimeLimit, changed: Limit, from_day: date, today: date, calendar: WorkingCalendar) -> Effect:
    """Two queries, whatever the number of clocks; one more set when a limit of releases is switched on."""
    standing = Deadline.objects.standing().filter(limit_code=row.code, enrolment__status=EnrolmentStatus.OPEN)
    kept = standing.filter(started_on__lt=from_day).count()
    groups = (
        standing.filter(started_on__gte=from_day).order_by().values_list("enrolment__scheme", "started_on", "due_on")
    )
    moved: Counter[tuple[str, int | None]] = Counter()
    late = uncounted = 0
    for scheme, started_on, due_on, clocks in groups.annotate(clocks=Count("pk")):
        try:
            due = changed.due_on(started_on, calendar) if changed.runs else None
        except BeyondCalendarHorizon:
            uncounted += clocks
            continue
        if due != due_on:
            moved[scheme, (due - due_on).days if due else None] += clocks
        late += clocks * bool(due and due < today <= due_on)
    begin = _that_begin(changed, from_day, calendar) if changed.runs and not row.runs else []
    return Effect(
        moved=[Moved(Scheme(scheme).label, days, clocks) for (scheme, days), clocks in sorted(moved.items(), key=str)],
        kept=kept,
        begin=len(begin),
        late=late + sum(due < today for due in begin),
        uncounted=uncounted,
    )


def _that_begin(changed: Limit, from_day: date, calendar: WorkingCalendar) -> list[date]:
    """Due days of the clocks that a limit of releases would give at once: of every release on record from that day on.
    Any other begins with a fact yet to come."""
    if changed.code not in PRE_RELEASE:
        return []
    dated = KeyDate.objects.current().filter(kind=KeyDateKind.RELEASE, falls_on__gte=from_day).values("case")
    enrolments = Enrolment.objects.open().filter(case__in=dated).values_list("pk", flat=True)
    limits = [limit for limit in current_limits() if limit.code != changed.code]
    return clocks_of_limit(list(enrolments), changed.code, [*limits, replace(changed, valid_from=from_day)], calendar)


def proposed(row: TimeLimit, amount: int, *, runs: bool) -> Limit:
    return replace(limit_of(row), amount=amount, runs=runs)
