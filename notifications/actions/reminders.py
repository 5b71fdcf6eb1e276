"""Raise the reminders whose day has come."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cases.queries.calendar import working_calendar
from notifications.actions.telling import remind
from notifications.queries.clocks import clocks_to_remind_of, enrolments_to_remind_of
from notifications.rules.reminders import spans
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment
from vlu.lib.sweep import Sweep
from vlu.lib.working_days import WorkingCalendar


def raise_reminders(today: date) -> Sweep:
    """Remind of every clock whose step has come and was not said yet; `done` counts reminders, `failed` enrolments.

    One transaction for each enrolment, so that one bad row stops no other. Safe to run twice, or twice at once.
    """
    calendar, sweep = working_calendar(), Sweep()
    for enrolment_id in enrolments_to_remind_of(today, calendar):
        with sweep.skipping("enrolment", enrolment_id):
            sweep.done += _remind_of_enrolment(enrolment_id, today, calendar, sweep)
    return sweep


@transaction.atomic
def _remind_of_enrolment(enrolment_id: int, today: date, calendar: WorkingCalendar, sweep: Sweep) -> int:
    """Derive the due dates again from the facts, under a lock, then ask again which steps have come.

    A step that nobody can be told of does not take the others with it: the officer is told when the managers cannot be.
    """
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment_id)
    refresh_clocks(enrolment, today)
    told = 0
    for has_officer in (True, False):
        for span in spans(today, calendar, has_officer=has_officer):
            for deadline in clocks_to_remind_of(span, has_officer=has_officer).filter(enrolment=enrolment):
                with sweep.skipping("enrolment", enrolment_id):
                    told += remind(deadline, span.rule)
    return told
