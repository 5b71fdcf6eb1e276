"""An officer's caseload, as the home page shows it: a fixed number of queries whatever the size of the service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, QuerySet, Value, When

from accounts.models import User
from cases.enums import Scheme
from victims.enums import UrgentReason
from victims.models import ContactEntry, Deadline, Enrolment, SafeContact
from victims.queries.safe_contact import FIELDS as SAFE_CONTACT_FIELDS
from victims.queries.safe_contact import facts_of
from victims.rules.clocks import OFFICERS_KINDS
from victims.rules.wording import action_words, days_left_words, safe_contact_short
from vlu.lib.working_days import WorkingCalendar

PAGE_SIZE = 25
WORKING_DAYS_IN_A_WEEK = 5
URGENT, OVERDUE, TODAY, THIS_WEEK, LATER, NOTHING_DUE = range(6)
GROUP_TITLES = {
    URGENT: "Urgent",
    OVERDUE: "Overdue",
    TODAY: "Due today",
    THIS_WEEK: "Next 5 working days",
    LATER: "Later",
    NOTHING_DUE: "Nothing due",
}


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Empty means everything."""

    scheme: str = ""
    kind: str = ""
    group: int | None = None


@dataclass(frozen=True)
class WorkRow:
    reference: str
    group: int
    action: str
    more: int
    victim: str
    offender: str
    scheme: str
    due_on: date | None
    days_left: str
    late: bool
    urgent_reason: str
    safe_contact: str
    attempts: int


@dataclass(frozen=True)
class Tallies:
    """Whole-caseload numbers for the line under the heading and the tiles."""

    cases: int
    vns: int
    urgent: int
    overdue: int
    today: int
    this_week: int
    nothing_due: int


def work_of(officer: User, filters: Filters, today: date, calendar: WorkingCalendar) -> QuerySet[Any]:
    """Open enrolments of an officer in the order they are worked: group, then due date."""
    week_ends = calendar.add(today, WORKING_DAYS_IN_A_WEEK)
    rows = Enrolment.objects.worked_by(officer).annotate(group=_group(today, week_ends))
    if filters.scheme:
        rows = rows.filter(scheme=filters.scheme)
    if filters.kind:
        rows = rows.filter(next_kind=filters.kind)
    if filters.group is not None:
        rows = rows.filter(group=filters.group)
    return rows.order_by("group", F("next_due_on").asc(nulls_last=True), "id")


def _group(today: date, week_ends: date) -> models.Case:
    return models.Case(
        When(urgent_from__lte=today, then=Value(URGENT)),
        When(next_due_on__lt=today, then=Value(OVERDUE)),
        When(next_due_on=today, then=Value(TODAY)),
        When(next_due_on__lte=week_ends, then=Value(THIS_WEEK)),
        When(next_due_on__isnull=False, then=Value(LATER)),
        default=Value(NOTHING_DUE),
        output_field=models.IntegerField(),
    )


def tallies(officer: User, today: date, calendar: WorkingCalendar) -> Tallies:
    """Counted by group and scheme in the database: at most eighteen small rows."""
    grouped = work_of(officer, Filters(), today, calendar).order_by().values_list("group", "scheme")
    counted = {(group, scheme): number for group, scheme, number in grouped.annotate(Count("id"))}

    def in_group(wanted: int) -> int:
        return sum(number for (group, _), number in counted.items() if group == wanted)

    return Tallies(
        cases=sum(counted.values()),
        vns=sum(number for (_, scheme), number in counted.items() if scheme == Scheme.VNS),
        urgent=in_group(URGENT),
        overdue=in_group(OVERDUE),
        today=in_group(TODAY),
        this_week=in_group(THIS_WEEK),
        nothing_due=in_group(NOTHING_DUE),
    )


def work_page(
    officer: User, filters: Filters, page: int, today: date, calendar: WorkingCalendar
) -> tuple[list[WorkRow], bool]:
    """One page of the caseload, and whether another follows."""
    start = (page - 1) * PAGE_SIZE
    found = list(work_of(officer, filters, today, calendar).values(*_COLUMNS)[start : start + PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    keys = [row["id"] for row in shown]
    tasks, attempts = _tasks(keys), _attempts(keys)
    safe = _safe_contacts([row["victim_id"] for row in shown])
    rows = [
        _row(
            row,
            tasks=tasks[row["id"]],
            attempts=attempts.get(row["id"], 0),
            safe_contact=safe.get(row["victim_id"], ""),
            today=today,
            calendar=calendar,
        )
        for row in shown
    ]
    return rows, len(found) > PAGE_SIZE


_COLUMNS = (
    "id",
    "reference",
    "group",
    "scheme",
    "next_kind",
    "next_due_on",
    "urgent_from",
    "urgent_reason",
    "victim_id",
    "victim__first_names",
    "victim__last_name",
    "case__offender__first_names",
    "case__offender__last_name",
)


def _row(
    row: dict[str, Any],
    *,
    tasks: Sequence[tuple[str, str]],
    attempts: int,
    safe_contact: str,
    today: date,
    calendar: WorkingCalendar,
) -> WorkRow:
    words = list(dict.fromkeys(action_words(kind, task) for kind, task in tasks))
    due_on = row["next_due_on"]
    return WorkRow(
        reference=row["reference"],
        group=row["group"],
        action=words[0] if words else action_words(row["next_kind"], ""),
        more=max(len(words) - 1, 0),
        victim=_short(row["victim__first_names"], row["victim__last_name"]),
        offender=_short(row["case__offender__first_names"], row["case__offender__last_name"]),
        scheme=row["scheme"],
        due_on=due_on,
        days_left=days_left_words(due_on, today, calendar.count(today, due_on)) if due_on else "",
        late=bool(due_on and due_on < today),
        urgent_reason=UrgentReason(row["urgent_reason"]).label if row["group"] == URGENT else "",
        safe_contact=safe_contact,
        attempts=attempts,
    )


def _short(first_names: str, last_name: str) -> str:
    first = first_names.split(" ")[0]
    return f"{first} {last_name[:1]}." if first else last_name


def _tasks(enrolments: list[int]) -> dict[int, list[tuple[str, str]]]:
    """What stands on each enrolment, soonest first."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Deadline.objects.standing().filter(enrolment__in=enrolments, kind__in=OFFICERS_KINDS)
    for enrolment, kind, task in rows.order_by("due_on", "id").values_list("enrolment_id", "kind", "task"):
        found[enrolment].append((kind, task))
    return found


def _attempts(enrolments: list[int]) -> dict[int, int]:
    rows = ContactEntry.objects.filter(enrolment__in=enrolments, reached=False).order_by()
    return dict(rows.values_list("enrolment_id").annotate(Count("id")))


def _safe_contacts(victims: list[int]) -> dict[int, str]:
    rows = SafeContact.objects.current().filter(victim__in=victims).only("victim_id", *SAFE_CONTACT_FIELDS)
    return {row.victim_id: safe_contact_short(facts_of(row)) for row in rows}
