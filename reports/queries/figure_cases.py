"""A page of the cases behind a figure, with the days of each stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.enums import Scheme
from cases.queries.calendar import working_calendar
from victims.models import Enrolment
from victims.rules.clocks import referral_start
from vlu.lib.errors import BeyondCalendarHorizon
from vlu.lib.working_days import WorkingCalendar

PAGE = 25


@dataclass(frozen=True)
class CaseLine:
    """One case of a figure. Days are signed working days; None where a date is not known."""

    reference: str
    case: str
    offender: str
    officer: str
    sentenced_on: date
    referred_on: date | None
    first_contact_on: date | None
    to_referral: int | None
    to_contact: int | None
    overall: int | None


@dataclass(frozen=True)
class CasePage:
    """`before` and `after` are the references to turn the page with; None at either end."""

    lines: list[CaseLine]
    before: str | None
    after: str | None


def page_of_cases(found: QuerySet[Enrolment], *, after: str = "", before: str = "") -> CasePage:
    """Of `reports.access.counted`, in the order of the day they count from, by key: turning a page costs the same
    anywhere. An unknown reference is page one."""
    backwards = bool(before)
    turned_from = found.filter(reference=before or after).values_list("counted_on", "id").first()  # type: ignore[misc]
    ordered = found.order_by(*(("-counted_on", "-id") if backwards else ("counted_on", "id")))
    if turned_from:
        ordered = ordered.filter(_beyond(*turned_from, backwards=backwards))
    rows = list(ordered[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    calendar = working_calendar()
    has_earlier = more if backwards else bool(turned_from)
    has_later = bool(turned_from) if backwards else more
    return CasePage(
        lines=[_line(row, calendar) for row in rows],
        before=rows[0].reference if rows and has_earlier else None,
        after=rows[-1].reference if rows and has_later else None,
    )


def _beyond(counted_on: date, number: int, *, backwards: bool) -> Q:
    if backwards:
        return Q(counted_on__lt=counted_on) | Q(counted_on=counted_on, id__lt=number)
    return Q(counted_on__gt=counted_on) | Q(counted_on=counted_on, id__gt=number)


def _line(enrolment: Enrolment, calendar: WorkingCalendar) -> CaseLine:
    days = (enrolment.counted_on, enrolment.counted_referral, enrolment.counted_contact)  # type: ignore[attr-defined]
    sentenced, referred, contacted = days
    _, referral_from = referral_start(Scheme(enrolment.scheme), sentenced, enrolment.opt_out_ended_on)
    referral_from = max(referral_from, enrolment.counts_from or referral_from)
    return CaseLine(
        reference=enrolment.reference,
        case=enrolment.case.reference,
        offender=enrolment.case.offender.short_name,
        officer=enrolment.officer.name if enrolment.officer else "Not allocated",
        sentenced_on=sentenced,
        referred_on=referred,
        first_contact_on=contacted,
        to_referral=_count(calendar, referral_from, referred),
        to_contact=_count(calendar, referred, contacted),
        overall=_count(calendar, sentenced, contacted),
    )


def _count(calendar: WorkingCalendar, start: date | None, end: date | None) -> int | None:
    """None also for a date beyond the bank holiday table, as in the figures."""
    if start is None or end is None:
        return None
    try:
        return calendar.count(start, end)
    except BeyondCalendarHorizon:
        return None
