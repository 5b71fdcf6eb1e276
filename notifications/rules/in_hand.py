"""When an officer may put off reminders of a clock, and when somebody may say that it is in hand. Pure.

The clock itself never moves. What is put off are the officer's own steps; managers are told as before. What is in hand
is told to nobody any more after the due date, until the date moves: another due date is another matter.
"""

from __future__ import annotations

from datetime import date

from victims.enums import DeadlineKind
from victims.rules.clocks import MANAGERS_KINDS, OFFICERS_KINDS
from vlu.lib.dates import in_words
from vlu.lib.working_days import WorkingCalendar

LONGEST_BEFORE_DUE, LONGEST_AFTER_DUE = 5, 2  # working days from today
OVER = "This is done already, or no longer due. Nobody is reminded of it."
URGENT = "This case is urgent, so its reminders do not wait. If somebody is dealing with it, say that it is in hand."


def days_to_wait_until(due_on: date, today: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """The working days to choose from: at most 5 ahead and not after the due date; 2 ahead once that has passed. None
    when it is due before the next working day."""
    if due_on < today:
        last = calendar.add(today, LONGEST_AFTER_DUE)
    else:
        last = min(calendar.add(today, LONGEST_BEFORE_DUE), calendar.add(due_on, 0))
    return tuple(calendar.add(today, ahead) for ahead in range(1, calendar.count(today, last) + 1))


def why_it_cannot_wait(
    kind: str, due_on: date, today: date, calendar: WorkingCalendar, *, stands: bool, urgent: bool
) -> str:
    """A sentence; empty when it can."""
    if not stands:
        return OVER
    if kind not in OFFICERS_KINDS:
        return "No reminder of this goes to an officer, so there is none to put off."
    if urgent:
        return URGENT
    if not days_to_wait_until(due_on, today, calendar):
        return f"This is due on {in_words(due_on)}, before or on the next working day, so its reminders do not wait."
    return ""


def why_it_is_not_taken(kind: str, due_on: date, today: date, *, stands: bool, manager: bool) -> str:
    """A sentence; empty when somebody may say that it is in hand."""
    if not stands:
        return OVER
    if kind in MANAGERS_KINDS and not manager:
        return "This is for a manager of the unit to decide, and for them to say that it is in hand."
    if kind not in (*OFFICERS_KINDS, *MANAGERS_KINDS):
        return "Nobody here is reminded of this, so there is nothing to stop."
    if due_on >= today and kind != DeadlineKind.TELL_OF_EVENT:
        return f"This is due on {in_words(due_on)}. You can say that it is in hand once that day has passed."
    return ""
