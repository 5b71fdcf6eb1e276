"""The ladder of reminders as data: when each step comes, for which clocks, and for whom.

A step comes on a working day counted from the due date, and stays: "on that day or later", never "exactly today", so a
missed night loses nothing. When several steps were missed, the officer gets the latest only: an older one says nothing
new. The managers' step stands beside that ladder and always fires; where nobody is allocated the managers stand in for
the officer, so for them it is simply the last step. Who was told already is asked in notifications.queries.clocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from notifications.enums import ReminderRuleCode
from victims.enums import DeadlineKind
from victims.rules.clocks import MANAGERS_KINDS
from vlu.lib.working_days import WorkingCalendar

# The two clocks that the same first contact meets: a person is reminded of the one due first.
FIRST_CONTACT_CLOCKS = (DeadlineKind.FIRST_CONTACT, DeadlineKind.OVERALL)
# The referral clock belongs to the witness care unit, so it is in no list here.
AGREED_DATES = frozenset({*FIRST_CONTACT_CLOCKS, DeadlineKind.FOLLOW_UP, DeadlineKind.OFFER_AGAIN})
ALL_WORKED = frozenset({*AGREED_DATES, DeadlineKind.TELL_OF_EVENT})
OF_EVENTS = frozenset({DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN})
FOR_MANAGERS = frozenset(MANAGERS_KINDS)


class Audience(Enum):
    """The officer means the managers of the owning region when nobody who may be told is allocated."""

    OFFICER = "officer"
    MANAGERS = "managers"


@dataclass(frozen=True)
class ReminderRule:
    """`working_days_after_due` is negative before the due date; None fires as soon as the clock opens.

    `not_on_the_first_day` leaves out a clock that is due on the day it started: its opening was reminder enough.
    """

    code: ReminderRuleCode
    working_days_after_due: int | None
    audience: Audience
    kinds: frozenset[DeadlineKind]
    not_on_the_first_day: bool = False


DUE_SOON = ReminderRule(ReminderRuleCode.DUE_SOON, -3, Audience.OFFICER, AGREED_DATES)
DUE_TODAY = ReminderRule(ReminderRuleCode.DUE_TODAY, 0, Audience.OFFICER, ALL_WORKED, not_on_the_first_day=True)
OVERDUE = ReminderRule(ReminderRuleCode.OVERDUE, 1, Audience.OFFICER, ALL_WORKED)
OVERDUE_MANAGER = ReminderRule(ReminderRuleCode.OVERDUE_MANAGER, 2, Audience.MANAGERS, ALL_WORKED)
EVENT = ReminderRule(
    ReminderRuleCode.EVENT, None, Audience.OFFICER, frozenset({DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN})
)
DECISION_DUE = ReminderRule(ReminderRuleCode.DECISION_DUE, 0, Audience.MANAGERS, FOR_MANAGERS)
DECISION_OVERDUE = ReminderRule(ReminderRuleCode.DECISION_OVERDUE, 2, Audience.MANAGERS, FOR_MANAGERS)

RULES: tuple[ReminderRule, ...] = (
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    OVERDUE_MANAGER,
    EVENT,
    DECISION_DUE,
    DECISION_OVERDUE,
)
OFFICERS_LADDER = (DUE_SOON, DUE_TODAY, OVERDUE)
MANAGERS_LADDER = (*OFFICERS_LADDER, OVERDUE_MANAGER)
# What only a manager may decide, whoever is allocated.
DECISIONS_LADDER = (DECISION_DUE, DECISION_OVERDUE)


@dataclass(frozen=True)
class Span:
    """Due dates for which `rule` is the step to fire: from `first` (None: no lower end) to the day before `before`."""

    rule: ReminderRule
    first: date | None
    before: date

    def holds(self, due_on: date) -> bool:
        return (self.first is None or self.first <= due_on) and due_on < self.before


def spans(today: date, calendar: WorkingCalendar, *, has_officer: bool) -> tuple[Span, ...]:
    """Every step that has come today with the due dates it stands for; each due date is in one span of a ladder.

    Raises BeyondCalendarHorizon when today is outside the calendar.
    """
    decisions = _ladder(DECISIONS_LADDER, today, calendar)
    if has_officer:
        worked = (*_ladder(OFFICERS_LADDER, today, calendar), *_ladder((OVERDUE_MANAGER,), today, calendar))
    else:
        worked = _ladder(MANAGERS_LADDER, today, calendar)
    return (*worked, *decisions)


def rules_due(
    *, kind: str, started_on: date, due_on: date, today: date, calendar: WorkingCalendar, has_officer: bool
) -> tuple[ReminderRule, ...]:
    """The steps to fire for one clock today, whatever was missed before."""
    return tuple(
        span.rule
        for span in spans(today, calendar, has_officer=has_officer)
        if span.holds(due_on)
        and kind in span.rule.kinds
        and not (span.rule.not_on_the_first_day and started_on == due_on)
    )


def _ladder(steps: tuple[ReminderRule, ...], today: date, calendar: WorkingCalendar) -> tuple[Span, ...]:
    ends = [_due_before(step, today, calendar) for step in steps]
    return tuple(
        Span(step, first=following, before=end)
        for step, end, following in zip(steps, ends, [*ends[1:], None], strict=True)
    )


def _due_before(step: ReminderRule, today: date, calendar: WorkingCalendar) -> date:
    """The step has come for due dates before this day. A due date on a day off counts as the working day before it."""
    offset = step.working_days_after_due
    assert offset is not None, "a step of a ladder has a day"
    return calendar.add(today, 1 - offset)
