"""Work out what must follow from a reported event: a clock for every officer concerned, and a word at once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cases.models import KeyEvent
from notifications.actions.reminders import raise_reminders_of
from victims.actions.clocks import open_event_clock
from victims.actions.offering_again import open_offer_clock
from victims.models import Enrolment
from vlu.lib import clock
from vlu.lib.sweep import Sweep


def plan_events() -> Sweep:
    """Plan every event that was not planned yet; `done` counts events. Safe to run twice, or twice at once.

    When one enrolment cannot be planned, the others on its case are; the event stays unplanned and is tried again. All
    are told together at the end, so that the brake sees the whole run; what is not told then is by the next sweep.
    """
    sweep, today, opened = Sweep(), clock.today(), list[int]()
    waiting = KeyEvent.objects.standing().not_yet_planned().order_by("pk").values_list("pk", flat=True)
    for event_id in list(waiting):
        with sweep.skipping("event", event_id):
            sweep.done += _plan_event(event_id, today, sweep, opened)
    told = raise_reminders_of(opened, today)
    sweep.failed += told.failed
    return sweep


@transaction.atomic
def _plan_event(event_id: int, today: date, sweep: Sweep, opened: list[int]) -> bool:
    """Whether the event is planned now; False too when another planner has it, or had it."""
    # No key of it changes: whoever opens an enrolment may give it a clock of this event meanwhile.
    waiting = KeyEvent.objects.standing().not_yet_planned().select_for_update(skip_locked=True, no_key=True)
    event = waiting.filter(pk=event_id).first()
    if event is None:
        return False
    # Closed ones too: one that is being opened at this moment is waited for, and is open once its lock is free.
    for enrolment in Enrolment.objects.filter(case=event.case_id).select_for_update(no_key=True).order_by("pk"):
        with sweep.skipping("event", event_id):
            opened += _plan_for_enrolment(event, enrolment, today)
    if event_id in sweep.failed:
        return False
    event.planned_at = clock.now()
    event.save(update_fields=["planned_at"])
    return True


@transaction.atomic
def _plan_for_enrolment(event: KeyEvent, enrolment: Enrolment, today: date) -> list[int]:
    """A clock to tell those who have contact. To those who have none it is offered again, or a manager is asked
    whether to."""
    open_clock = open_offer_clock if enrolment.is_dormant else open_event_clock
    deadline = open_clock(enrolment=enrolment, event=event, today=today)
    return [deadline.pk] if deadline else []
