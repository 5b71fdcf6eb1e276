"""The ladder of reminders: which steps have come for a clock, for whom, and on which day to look at it next.

The steps are data (data/reference/reminder_ladder.csv). A step comes on a working day counted from the due date, and
stays: "on that day or later", never "exactly today", so a missed night loses nothing. When several steps for the same
people were missed they get the latest only: an older one says nothing new. The last steps repeat while the clock
stands. The SQL form of this rule is the sweep (notifications.actions.firing); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from notifications.enums import Audience, Mailing, ReminderRuleCode
from vlu.lib.working_days import WorkingCalendar


@dataclass(frozen=True)
class Step:
    """A row of the ladder. `working_days_after_due` is negative before the due date; None: as the clock opens.
    `repeats_every`: working days after which it is said again, and again; None: said once."""

    code: ReminderRuleCode
    audience: Audience
    working_days_after_due: int | None
    kinds: frozenset[str]
    mailing: Mailing = Mailing.DIGEST
    not_on_first_day: bool = False
    repeats_every: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class ClockNow:
    """A standing clock as it is looked at. `has_officer`: somebody allocated, or their cover, may be told.
    `urgent_from`: the day from which the case is urgent (domain 2.4), which may lie ahead. `snoozed_until` and
    `acknowledged` are of this due date."""

    kind: str
    started_on: date
    due_on: date
    has_officer: bool = True
    urgent_from: date | None = None
    snoozed_until: date | None = None
    acknowledged: bool = False

    def is_urgent(self, today: date) -> bool:
        return self.urgent_from is not None and self.urgent_from <= today


@dataclass(frozen=True)
class Look:
    """`told` are the steps to say today with whom they are for now; `next_on` the next day to look, None for never.
    `working_days_late`: for which of its days each that repeats is said."""

    told: tuple[tuple[ReminderRuleCode, Audience], ...]
    next_on: date | None
    working_days_late: tuple[tuple[ReminderRuleCode, int], ...] = ()


def look_at(clock: ClockNow, ladder: Iterable[Step], today: date, calendar: WorkingCalendar) -> Look:
    """What one clock asks for today, whatever was missed before; who was told already is not asked here.

    On a day off only what is urgent or goes at once is said; the rest is looked at again the day after.
    Raises BeyondCalendarHorizon when a step cannot be counted.
    """
    steps = (turn for step in ladder if _is_for(step, clock, today) for turn in _turns(step, clock, today, calendar))
    days = {step: _day(step, clock, calendar) for step in steps}
    come: dict[Audience, Step] = {}
    held_back = False
    for step in sorted(days, key=lambda step: _order(step, clock, today)):
        if days[step] > today:
            continue
        if not _goes_today(step, clock, today, calendar):
            held_back = True
            continue
        come[_audience(step, clock)] = step
    later = [day for day in days.values() if day > today]
    if clock.due_on < today and any(_is_news(step, clock, today) for step in days):
        later.append(calendar.add(today, 1))
    if held_back:
        later.append(today + timedelta(days=1))
    told = tuple((step.code, audience) for audience, step in come.items())
    late = tuple((step.code, step.working_days_after_due or 0) for step in come.values() if step.repeats_every)
    return Look(told, min(later, default=None), late)


def _is_for(step: Step, clock: ClockNow, today: date) -> bool:
    """Acknowledged, the climb stops: no step after the due date follows. What comes up to it still does."""
    after = (step.working_days_after_due or 0) > 0
    first_day = step.not_on_first_day and clock.started_on == clock.due_on
    is_over = step.valid_to is not None and step.valid_to < today
    return clock.kind in step.kinds and not is_over and not first_day and not (clock.acknowledged and after)


def _turns(step: Step, clock: ClockNow, today: date, calendar: WorkingCalendar) -> Iterator[Step]:
    """A step that repeats as it is said last up to today, or first, and as it is said next."""
    first, every = step.working_days_after_due, step.repeats_every
    if first is None or every is None:
        yield step
        return
    turns = max(0, (calendar.count(clock.due_on, today) - first) // every)
    for turn in (turns, turns + 1):
        yield replace(step, working_days_after_due=first + turn * every)


def _day(step: Step, clock: ClockNow, calendar: WorkingCalendar) -> date:
    """A step comes when it is in force at the earliest. A snooze moves the officer's own steps and no other, and ends
    when the case becomes urgent. A due date on a day off counts as the working day before it."""
    offset = step.working_days_after_due
    day = clock.started_on if offset is None else calendar.add(clock.due_on, offset)
    day = max(day, step.valid_from or day)
    if clock.snoozed_until and step.audience is Audience.OFFICER:
        return max(day, min(clock.snoozed_until, clock.urgent_from or clock.snoozed_until))
    return day


def _goes_today(step: Step, clock: ClockNow, today: date, calendar: WorkingCalendar) -> bool:
    return clock.is_urgent(today) or step.mailing is Mailing.AT_ONCE or calendar.is_working(today)


def _audience(step: Step, clock: ClockNow) -> Audience:
    """The managers stand in for an officer who is not there; for them their own step is then simply the last."""
    return Audience.MANAGERS if step.audience is Audience.OFFICER and not clock.has_officer else step.audience


def _is_news(step: Step, clock: ClockNow, today: date) -> bool:
    """What was reported today is said before any step that is overdue: a clock may open with its due day past. That it
    is overdue is said on the next working day."""
    return step.working_days_after_due is None and clock.started_on == today


def _order(step: Step, clock: ClockNow, today: date) -> tuple[bool, bool, int, str]:
    offset = step.working_days_after_due
    return _is_news(step, clock, today), offset is not None, offset or 0, step.code
