"""Raise the reminders whose day has come, of the clocks whose timers are due, and of nothing else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import structlog
from django.db import InterfaceError, OperationalError, transaction

from cases.queries.calendar import working_calendar
from notifications.actions.firing import Fired, fire_timers
from notifications.actions.queueing import tell_of_held_batches
from notifications.actions.telling import NobodyCanBeTold, note_nobody_to_tell
from notifications.actions.waking import wake_drain_after_commit
from notifications.enums import ReminderRuleCode
from notifications.models import Timer
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment
from victims.queries.derived_clocks import doubted
from victims.queries.duties_of_many import BY_THE_RULE, enrolments_whose_duties_differ
from victims.rules.clocks import DERIVED
from vlu.lib.errors import BeyondCalendarHorizon
from vlu.lib.sweep import Sweep

log = structlog.get_logger(__name__)

DUE_CLOCKS = """
SELECT d.* FROM notifications_timer t
CROSS JOIN LATERAL (SELECT * FROM victims_deadline d WHERE d.id = t.deadline_id OFFSET 0) d
WHERE t.fires_on <= %(today)s"""


def raise_reminders(today: date) -> Sweep:
    """Tell of every step that has come and was not said yet; `done` counts reminders, `failed` clocks.

    Due dates are derived again from the facts first. Everything due is fired in one transaction; when a row stands in
    the way the rest is fired without it, it keeps its timer, and the next run tries it again. Safe to run twice, or
    twice at once.
    """
    sweep, is_working = Sweep(), working_calendar().is_working(today)
    if Timer.objects.due(today).exists():
        wrong = _bring_up_to_date(today, sweep)
        _fire(today, _due_without(wrong, today) if wrong else None, sweep, is_working=is_working)
    return sweep


def raise_reminders_of(clocks: Collection[int], today: date) -> Sweep:
    """The same for these clocks alone: what was just reported is told without waiting for the sweep."""
    sweep = Sweep()
    if due := list(Timer.objects.due(today).filter(pk__in=clocks).values_list("pk", flat=True)):
        _fire(today, due, sweep, is_working=working_calendar().is_working(today))
    return sweep


def _bring_up_to_date(today: date, sweep: Sweep) -> set[int]:
    """A hint that differs from the facts is corrected before anybody is told of it; its timer moves with it. Gives the
    enrolments of those that could not be."""
    found = doubted(DUE_CLOCKS, BY_THE_RULE, today=today)
    differing = found.differing | enrolments_whose_duties_differ(found.by_the_rule)
    for enrolment in sorted(differing):
        with sweep.skipping("enrolment", enrolment), transaction.atomic():
            refresh_clocks(Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment), today)
            differing.discard(enrolment)
    return differing


def _due_without(wrong: Collection[int], today: date) -> list[int]:
    """What is due, but not the derived dates of these enrolments: what is known to be wrong is told to nobody, the run
    has failed, and the timer stays due."""
    derived = Timer.objects.filter(deadline__enrolment__in=wrong, deadline__kind__in=DERIVED)
    return list(Timer.objects.due(today).exclude(pk__in=derived).values_list("pk", flat=True))


def _fire(today: date, clocks: list[int] | None, sweep: Sweep, *, is_working: bool) -> None:
    """All at once; when a row is bad, in halves, so that it is found and stops no other. Raises what a database that is
    away says, because halves would fail alike: the next run tries again."""
    try:
        with transaction.atomic():
            fired = fire_timers(today, clocks, is_working=is_working)
            _note(fired, sweep)
            wake_drain_after_commit()
        sweep.done += fired.reminders
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if clocks is not None and len(clocks) == 1:
            with sweep.skipping("clock", clocks[0]):
                raise
            return
        log.warning("firing_in_halves", clocks=len(clocks) if clocks else None, error=type(error).__name__)
        due = clocks if clocks is not None else list(Timer.objects.due(today).values_list("pk", flat=True))
        middle = len(due) // 2
        for half in (due[:middle], due[middle:]):
            if half:
                _fire(today, half, sweep, is_working=is_working)


def _note(fired: Fired, sweep: Sweep) -> None:
    """A step that nobody can be told of does not take the others with it: the officer is told when the managers cannot
    be, and the run has failed for that clock. Raises BeyondCalendarHorizon, which takes everything back."""
    if fired.uncounted:
        raise BeyondCalendarHorizon(
            "A due date lies outside the bank holiday table. Ask an administrator to extend it."
        )
    if fired.held:
        tell_of_held_batches()  # of those it cannot tell anybody, its own job tries again
    for clock in fired.untold:
        with sweep.skipping("clock", clock):
            raise NobodyCanBeTold("There is no active administrator. Add one, so that somebody hears of missed dates.")
    for enrolment, rule, due_on in fired.in_empty_units:
        row = Enrolment.objects.only("pk", "region_id", "reference").get(pk=enrolment)
        note_nobody_to_tell(row, row.region_id, ReminderRuleCode(rule), due_on)
