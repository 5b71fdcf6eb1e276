"""Complaints of a unit, what is due first at the top, and the facts their clocks are derived from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q

from accounts.models import User
from victims.complaint_enums import ComplaintStep
from victims.models import Complaint, Deadline
from victims.queries.case_page import ClockLine, clock_lines
from victims.queries.complaint_facts import complaint_facts
from victims.queries.limits import current_limits
from victims.rules.complaints import next_step
from victims.rules.wording import due_words
from vlu.lib.working_days import WorkingCalendar

SHOWN = 100


@dataclass(frozen=True)
class ComplaintLine:
    complaint: Complaint
    next_step: str
    due: str
    late: bool


def complaints_of_unit(user: User, *, ended: bool, today: date, calendar: WorkingCalendar) -> list[ComplaintLine]:
    """Those that go on, what is due first at the top; or those that have ended, the latest first."""
    standing = Min("deadlines__due_on", filter=Q(deadlines__met_on__isnull=True, deadlines__withdrawn_on__isnull=True))
    rows = Complaint.objects.visible_to(user).select_related("enrolment__victim").annotate(due_on=standing)
    ongoing = Complaint.objects.ongoing().order_by().values("pk")
    rows = rows.exclude(pk__in=ongoing) if ended else rows.filter(pk__in=ongoing)
    ordered = rows.order_by("-received_on", "-id") if ended else rows.order_by(F("due_on").asc(nulls_last=True), "id")
    return [_line(row, today, calendar) for row in ordered[:SHOWN]]


def complaints_waiting(user: User) -> int:
    """Those in which the next step is the unit's."""
    standing = Deadline.objects.standing().filter(complaint=OuterRef("pk"))
    return Complaint.objects.visible_to(user).filter(Exists(standing)).count()


def _line(row: Complaint, today: date, calendar: WorkingCalendar) -> ComplaintLine:
    step, due_on = next_step(complaint_facts(row)), row.due_on  # type: ignore[attr-defined]
    return ComplaintLine(
        complaint=row,
        next_step=TO_DO[step] if step else ENDED,
        due=due_words(due_on, today, calendar.count(today, due_on)) if due_on else "",
        late=bool(due_on and due_on < today),
    )


ENDED = "Nothing: it has ended"
TO_DO: dict[str, str] = {
    ComplaintStep.ACKNOWLEDGED: "Acknowledge it, and decide whether the procedure is for it",
    ComplaintStep.ANSWERED: "Answer it, with reasons and how to appeal",
    ComplaintStep.APPEALED: "Nothing, unless they appeal",
    ComplaintStep.APPEAL_ANSWERED: "Answer the appeal",
}


def clocks_of_complaint(complaint: Complaint, today: date, calendar: WorkingCalendar) -> list[ClockLine]:
    rows = list(Deadline.objects.filter(complaint=complaint).order_by("due_on", "id"))
    return clock_lines(rows, current_limits(), today, calendar)
