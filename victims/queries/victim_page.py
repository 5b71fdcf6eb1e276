"""What one victim's page shows."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from victims.enums import DeadlineKind
from victims.models import ContactEntry, Deadline, Enrolment
from victims.queries.case_page import ClockLine, clock_lines, limit_amounts
from victims.rules.referral_content import OBJECTION, VICTIM
from vlu.lib.working_days import WorkingCalendar

SHOWN = 50


def clocks_of(enrolment: Enrolment, today: date, calendar: WorkingCalendar) -> list[ClockLine]:
    deadlines = list(Deadline.objects.filter(enrolment=enrolment).order_by("due_on", "id"))
    return clock_lines(deadlines, limit_amounts(), today, calendar)


def contacts_of(enrolment: Enrolment) -> list[ContactEntry]:
    """The latest contacts and attempts, newest first; those of a duplicate that was closed into this one included."""
    of_either = Q(enrolment=enrolment) | Q(enrolment__duplicate_of=enrolment)
    return list(ContactEntry.objects.filter(of_either).select_related("recorded_by")[:SHOWN])


def referrers_words(enrolment: Enrolment) -> list[tuple[str, str]]:
    """What the referrer wrote that stands nowhere else: what they told the person, and what the unit should know."""
    if enrolment.referral is None:
        return []
    content = enrolment.referral.content
    victim, objection = content.get(VICTIM, {}), content.get(OBJECTION, {})
    said = (
        ("They have been told", victim.get("told", "")),
        ("Why no way to reach them was given", victim.get("no_contact_reason", "")),
        ("Why the referrer thinks they are eligible", objection.get("why", "")),
    )
    return [(label, text) for label, text in said if text]


def standing_actions(enrolment: Enrolment) -> list[Deadline]:
    """What a contact can settle by being named: events to tell, offers to make, and next steps agreed."""
    kinds = (DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN, DeadlineKind.FOLLOW_UP)
    return list(Deadline.objects.standing().filter(enrolment=enrolment, kind__in=kinds).select_related("event"))


def events_to_tell(enrolment: Enrolment) -> list[Deadline]:
    """Events of the offender this victim has not been told of yet."""
    rows = Deadline.objects.standing().filter(enrolment=enrolment, kind=DeadlineKind.TELL_OF_EVENT)
    return list(rows.select_related("event__reported_by"))
