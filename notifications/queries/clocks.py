"""Which clocks have a step to fire that was not fired yet. The same question finds them and, after their due dates were
derived again from the facts, confirms them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from notifications.models import Reminder
from notifications.queries.recipients import OFFICER_MAY_BE_TOLD
from notifications.rules.reminders import ALL_WORKED, FIRST_CONTACT_CLOCKS, FOR_MANAGERS, Audience, Span, spans
from victims.enums import EnrolmentStatus
from victims.models import Deadline
from vlu.lib.working_days import WorkingCalendar

NAMED_IN_A_REMINDER = (
    "event",
    "enrolment__victim",
    "enrolment__case__offender",
    "enrolment__region",
    "enrolment__officer",
)


def clocks_to_remind_of(span: Span, *, has_officer: bool) -> QuerySet[Deadline]:
    """Standing clocks of open enrolments whose step is that of the span, and of which nobody was told yet."""
    clocks = worked_clocks().filter(OFFICER_MAY_BE_TOLD if has_officer else ~OFFICER_MAY_BE_TOLD, _in_span(span))
    return clocks.exclude(_already_told(span, has_officer=has_officer)).select_related(*NAMED_IN_A_REMINDER)


def enrolments_to_remind_of(today: date, calendar: WorkingCalendar) -> list[int]:
    """Ids, in order, of enrolments with at least one such clock. One query a step, each an anti-join by index or hash:
    its cost grows with the standing clocks that are near or late, not with all there are."""
    found: set[int] = set()
    for has_officer in (True, False):
        for span in spans(today, calendar, has_officer=has_officer):
            clocks = clocks_to_remind_of(span, has_officer=has_officer)
            found.update(clocks.select_related(None).order_by().values_list("enrolment_id", flat=True))
    return sorted(found)


def worked_clocks() -> QuerySet[Deadline]:
    """Of two clocks that one first contact meets, only the one due first."""
    due_first = Deadline.objects.standing().filter(
        Q(due_on__lt=OuterRef("due_on")) | Q(due_on=OuterRef("due_on"), pk__lt=OuterRef("pk")),
        enrolment=OuterRef("enrolment"),
        kind__in=FIRST_CONTACT_CLOCKS,
    )
    return (
        Deadline.objects.standing()
        .filter(kind__in=ALL_WORKED | FOR_MANAGERS, enrolment__status=EnrolmentStatus.OPEN)
        .exclude(Q(kind__in=FIRST_CONTACT_CLOCKS) & Exists(due_first))
    )


def _in_span(span: Span) -> Q:
    """The SQL form of Span.holds and of the rule's own conditions (a test holds the two together)."""
    found = Q(due_on__lt=span.before, kind__in=span.rule.kinds)
    if span.first is not None:
        found &= Q(due_on__gte=span.first)
    if span.rule.not_on_the_first_day:
        found &= ~Q(started_on=F("due_on"))
    return found


def _already_told(span: Span, *, has_officer: bool) -> Exists:
    """A new officer is told again; the managers of a unit are told once, whoever joins them later, and those of another
    unit that took the case over are told again."""
    told = Reminder.objects.filter(deadline=OuterRef("pk"), rule=span.rule.code, target_date=OuterRef("due_on"))
    if has_officer and span.rule.audience is Audience.OFFICER:
        told = told.filter(reader=OuterRef("enrolment__officer"))
    else:
        unit, no_unit = OuterRef("enrolment__region"), Q(reader__organisation__region__isnull=True)
        told = told.filter(Q(reader__organisation__region=unit) | no_unit)
    return Exists(told)
