"""A unit's work as its manager and its administration officer see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from victims.enums import ImportState
from victims.models import CaseloadImport, Enrolment
from victims.queries.allocation import urgent_first
from victims.queries.decisions_waiting import WAITS_FOR_A_DECISION

SHOWN = 10


@dataclass(frozen=True)
class UnitNumbers:
    unallocated: int
    urgent: int
    overdue: int
    due_this_week: int


def unit_numbers(user: User, today: date, week_ends: date) -> UnitNumbers:
    """Open work of the region, counted once."""
    counted = (
        Enrolment.objects.owned_by_unit_of(user)
        .open()
        .aggregate(
            unallocated=Count("id", filter=Q(officer__isnull=True)),
            urgent=Count("id", filter=Q(urgent_from__lte=today)),
            overdue=Count("id", filter=Q(next_due_on__lt=today)),
            due_this_week=Count("id", filter=Q(next_due_on__range=(today, week_ends))),
        )
    )
    return UnitNumbers(**counted)


# What the unit's list can be narrowed to, and the words for it.
NARROWED = {
    "": "All open work",
    "unallocated": "Not allocated",
    "urgent": "Urgent",
    "overdue": "Overdue",
    "week": "Due in the next 5 working days",
    "decide": "Eligibility not clear",
    "declined": "Declined, not now or not traced",
}


def unit_work(
    user: User, narrowed: str, today: date, week_ends: date, officer: User | None = None
) -> QuerySet[Enrolment]:
    """Open work of the region, or of one officer there: urgent first, then soonest due."""
    rows = Enrolment.objects.owned_by_unit_of(user).open().select_related("victim", "case__offender", "officer")
    if officer is not None:
        rows = rows.filter(officer=officer)
    match narrowed:
        case "unallocated":
            rows = rows.unallocated()
        case "urgent":
            rows = rows.urgent(today)
        case "overdue":
            rows = rows.overdue(today)
        case "week":
            rows = rows.due_between(today, week_ends)
        case "decide":
            rows = rows.filter(WAITS_FOR_A_DECISION)
        case "declined":
            rows = rows.dormant()
    return rows.order_by(urgent_first(today), F("next_due_on").asc(nulls_last=True), "id")


def imports_waiting(user: User) -> int:
    return CaseloadImport.objects.visible_to(user).filter(state=ImportState.CHECKED).count()
