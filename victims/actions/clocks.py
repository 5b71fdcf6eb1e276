"""Keep the stored clocks and hints of an enrolment equal to what the facts say. Called by every action that changes
a fact, in the same transaction. It writes no audit entry: the fact's own action does."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cases.models import KeyEvent
from cases.queries.calendar import working_calendar
from victims.enums import DeadlineKind
from victims.models import Deadline, Enrolment
from victims.queries.facts import clock_facts, urgency_facts
from victims.queries.limits import current_limits
from victims.rules.clocks import OFFICERS_KINDS, STAGES, clocks_for
from victims.rules.urgency import urgency

HINTS = ("counts_from", "contact_counted_on", "next_kind", "next_due_on", "urgent_from", "urgent_reason")


@transaction.atomic
def refresh_clocks(enrolment: Enrolment, today: date) -> None:
    """Derive the stage clocks anew, then the hints: what is next, when, and from when it is urgent.

    A clock the facts no longer give is withdrawn, not deleted: somebody may have been reminded of it. So is one that
    nobody may work, because the person declined or could not be traced; published figures count from the facts.
    """
    calendar = working_calendar()
    facts = clock_facts(enrolment)
    enrolment.counts_from = facts.counts_from
    enrolment.contact_counted_on = facts.first_contact_on if facts.counts_from else None
    derived = {clock.kind: clock for clock in clocks_for(facts, current_limits(), calendar)}
    gone = Deadline.objects.filter(enrolment=enrolment, kind__in=set(STAGES) - set(derived), withdrawn_on__isnull=True)
    gone.update(withdrawn_on=today)
    for clock in derived.values():
        Deadline.objects.update_or_create(
            enrolment=enrolment,
            kind=clock.kind,
            defaults={
                "limit_code": clock.limit_code,
                "started_on": clock.started_on,
                "due_on": clock.due_on,
                "met_on": clock.met_on,
                "withdrawn_on": None if enrolment.is_open and (clock.met_on or not enrolment.is_dormant) else today,
            },
        )
    _refresh_hints(enrolment, today)


def _refresh_hints(enrolment: Enrolment, today: date) -> None:
    following = _next_deadline(enrolment)
    may_be_called = enrolment.is_open and not (enrolment.is_dormant and following is None)
    ground = urgency(urgency_facts(enrolment), working_calendar()) if may_be_called else None
    enrolment.next_kind = following.kind if following else ""
    enrolment.next_due_on = following.due_on if following else None
    enrolment.urgent_from = ground.from_day if ground else None
    enrolment.urgent_reason = ground.reason if ground else ""
    enrolment.save(update_fields=HINTS)


def _next_deadline(enrolment: Enrolment) -> Deadline | None:
    if not enrolment.is_open:
        return None
    return (
        Deadline.objects.standing()
        .filter(enrolment=enrolment, kind__in=OFFICERS_KINDS)
        .order_by("due_on", "id")
        .first()
    )


@transaction.atomic
def open_event_clock(*, enrolment: Enrolment, event: KeyEvent, today: date) -> Deadline | None:
    """Give the officer an action for an event: tell the victim, due the same day. None for a closed enrolment.

    Doing it twice changes nothing: an event has one such clock for each enrolment.
    """
    if not enrolment.is_open:
        return None
    deadline, _ = Deadline.objects.get_or_create(
        enrolment=enrolment,
        event=event,
        kind=DeadlineKind.TELL_OF_EVENT,
        defaults={
            "task": event.get_kind_display(),
            "started_on": today,
            "due_on": today,
        },
    )
    _refresh_hints(enrolment, today)
    return deadline
