"""What one victim's page shows."""

from __future__ import annotations

from datetime import date

from victims.enums import DeadlineKind
from victims.models import ContactEntry, Deadline, Enrolment
from victims.queries.case_page import ClockLine, clock_lines, limit_amounts
from vlu.lib.working_days import WorkingCalendar

SHOWN = 50


def clocks_of(enrolment: Enrolment, today: date, calendar: WorkingCalendar) -> list[ClockLine]:
    deadlines = list(Deadline.objects.filter(enrolment=enrolment).order_by("due_on", "id"))
    return clock_lines(deadlines, limit_amounts(), today, calendar)


def contacts_of(enrolment: Enrolment) -> list[ContactEntry]:
    """The latest contacts and attempts, newest first."""
    return list(ContactEntry.objects.filter(enrolment=enrolment).select_related("recorded_by")[:SHOWN])


def events_to_tell(enrolment: Enrolment) -> list[Deadline]:
    """Events of the offender this victim has not been told of yet."""
    rows = Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.TELL_OF_EVENT)
    return list(rows.select_related("event"))
