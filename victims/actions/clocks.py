"""Keep the stored clocks and hints of an enrolment equal to what the facts say. Called by every action that changes
a fact, in the same transaction. It writes no audit entry: the fact's own action does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cases.models import KeyEvent
from cases.queries.calendar import working_calendar
from victims.enums import DeadlineKind
from victims.models import Deadline, Enrolment
from victims.queries.complaint_facts import complaint_facts_of
from victims.queries.duty_facts import allocated_on, duty_facts
from victims.queries.facts import clock_facts, standing_clocks, urgency_facts
from victims.queries.limits import current_limits
from victims.queries.overtaken import last_word, overtaken_clocks
from victims.queries.release_dates import NO_DATES, release_dates_of
from victims.rules.clocks import DERIVED, OF_COMPLAINTS, OFFICERS_KINDS, STAGES, Clock, Reckoning, clocks_for
from victims.rules.complaints import complaint_clocks
from victims.rules.duties import UrgentFacts, duties_of
from victims.rules.urgency import Urgency, urgency, urgent_before_contact

HINTS = ("counts_from", "contact_counted_on", "next_kind", "next_due_on", "urgent_from", "urgent_reason")
DERIVED_COLUMNS = ("limit_code", "task", "started_on", "due_on", "met_on", "contact_id", "complaint_id", "withdrawn_on")


@transaction.atomic
def refresh_clocks(enrolment: Enrolment, today: date) -> None:
    """Derive the clocks anew, then the hints: what is next, when, and from when it is urgent.

    A clock the facts no longer give is withdrawn, not deleted: somebody may have been reminded of it. So is one that
    nobody may work, because the person declined or could not be traced; published figures count from the facts.
    """
    calendar, limits = working_calendar(), current_limits()
    facts = clock_facts(enrolment)
    enrolment.counts_from = facts.counts_from
    enrolment.contact_counted_on = facts.first_contact_on if facts.counts_from else None
    releases = release_dates_of([enrolment.case_id]).get(enrolment.case_id, NO_DATES)
    about_urgency = urgency_facts(enrolment, facts.first_contact_on, releases.known)
    ground = urgency(about_urgency, calendar) if _may_be_called(enrolment) else None
    clocks = clocks_for(facts, limits, calendar)
    clocks += complaint_clocks(complaint_facts_of([enrolment.pk]).get(enrolment.pk, []), Reckoning(limits, calendar))
    if enrolment.is_open and not enrolment.is_dormant:
        urgent = UrgentFacts(
            urgent_from=ground.from_day if ground else None,
            before_contact=urgent_before_contact(about_urgency, calendar),
            allocated_on=allocated_on(enrolment),
            first_contact_on=facts.first_contact_on,
        )
        clocks += duties_of(duty_facts(enrolment, releases.current, urgent), Reckoning(limits, calendar))
    _store(enrolment, clocks, today)
    _set_hints(enrolment, ground)


def _set_hints(enrolment: Enrolment, ground: Urgency | None) -> None:
    following = _next_deadline(enrolment)
    enrolment.next_kind = following.kind if following else ""
    enrolment.next_due_on = following.due_on if following else None
    enrolment.urgent_from = ground.from_day if ground else None
    enrolment.urgent_reason = ground.reason if ground else ""
    enrolment.save(update_fields=HINTS)


def _store(enrolment: Enrolment, clocks: Sequence[Clock], today: date) -> None:
    """Write what differs: one read, and a statement for each row that is new or has moved."""
    rows = {_place(row): row for row in enrolment.deadlines.filter(kind__in=DERIVED)}
    for clock in clocks:
        row = rows.pop(_place(clock), None) or Deadline(enrolment=enrolment, kind=clock.kind)
        _write(row, clock, None if _stands(enrolment, clock) else row.withdrawn_on or today)
    gone = [row.pk for row in rows.values() if row.withdrawn_on is None]
    if gone:
        Deadline.objects.filter(pk__in=gone).update(withdrawn_on=today)


def _place(clock: Clock | Deadline) -> tuple[str, str, int | None]:
    """Which row a clock is: one of a stage, whatever limit it has; of a note or a complaint, one of each; of another
    duty, one for each limit."""
    contact = clock.contact_id if isinstance(clock, Deadline) else clock.contact
    complaint = clock.complaint_id if isinstance(clock, Deadline) else clock.complaint
    return clock.kind, "" if clock.kind in STAGES else clock.limit_code, contact or complaint


def _stands(enrolment: Enrolment, clock: Clock) -> bool:
    if clock.kind in OF_COMPLAINTS:
        return True
    return enrolment.is_open and (clock.met_on is not None or not enrolment.is_dormant)


def _write(row: Deadline, clock: Clock, withdrawn_on: date | None) -> None:
    derived = (clock.limit_code, clock.task, clock.started_on, clock.due_on, clock.met_on, clock.contact)
    values = (*derived, clock.complaint, withdrawn_on)
    if row.pk is not None and values == tuple(getattr(row, name) for name in DERIVED_COLUMNS):
        return
    for name, value in zip(DERIVED_COLUMNS, values, strict=True):
        setattr(row, name, value)
    row.save()


def _may_be_called(enrolment: Enrolment) -> bool:
    """Nothing is urgent about somebody whom nobody is to call. What is derived is withdrawn from those who declined,
    so only what was opened for them counts."""
    if not enrolment.is_dormant:
        return enrolment.is_open
    return standing_clocks(enrolment).filter(kind__in=set(OFFICERS_KINDS) - set(DERIVED)).exists()


def _next_deadline(enrolment: Enrolment) -> Deadline | None:
    if not enrolment.is_open:
        return None
    return standing_clocks(enrolment).filter(kind__in=OFFICERS_KINDS).order_by("due_on", "id").first()


@transaction.atomic
def open_event_clock(*, enrolment: Enrolment, event: KeyEvent, today: date) -> Deadline | None:
    """Give the officer an action for an event: tell the victim, due the same day. None for a closed enrolment.

    Of an event that another overtook, the other is told, by the earlier of their days. Doing it twice changes nothing:
    an event has one such clock for each enrolment.
    """
    if not enrolment.is_open:
        return None
    event = last_word(event)
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
    take_over(deadline, event, today)
    refresh_clocks(enrolment, today)
    return deadline


def take_over(deadline: Deadline, event: KeyEvent, today: date) -> None:
    """Nobody is told a date that another has replaced: what this event overtook is withdrawn. It was owed already, so
    that its day holds for this one when it is the earlier. The enrolment is locked by the caller."""
    overtaken = list(overtaken_clocks(deadline.enrolment_id, event).exclude(pk=deadline.pk))
    if not overtaken:
        return
    Deadline.objects.filter(pk__in=[row.pk for row in overtaken]).update(withdrawn_on=today)
    if deadline.met_on is None and deadline.withdrawn_on is None:
        deadline.due_on = min(deadline.due_on, *(row.due_on for row in overtaken))
        deadline.save(update_fields=["due_on"])
