"""When an office is asked again for a referral that has not come: three prompts, counted in working days.

Day 0 is the day the case was found. The first prompt goes to those who refer, the second to the inbox a supervisor
manages, the third to the unit's manager and the office's head (VNSE, practice of Kent, Surrey and Sussex: T15 to T17).
A step comes on its day and stays: "on that day or later", never "exactly today". At most one step of a request goes on
one working day, so steps that were missed together follow one another in order, a working day apart: nobody is
escalated over before they were asked. Nothing goes on a weekend or bank holiday, nor after an answer, nor while the
verdict in force is "not eligible"; when it changes back, the steps whose day has come follow in order (decision 0017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from victims.enums import PromptStep
from vlu.lib.working_days import WorkingCalendar


@dataclass(frozen=True)
class ChaseDays:
    """Working days after the day found: until when a reply is expected, and when the second and third prompt go."""

    reply: int
    second: int
    third: int


@dataclass(frozen=True)
class Chase:
    """A request as the rule sees it. `paused`: by the verdict in force nobody would be entitled. `sent`: the day each
    step went."""

    found_on: date
    days: ChaseDays
    answered_on: date | None
    sent: Mapping[PromptStep, date]
    paused: bool = False


def prompt_days(found_on: date, days: ChaseDays, calendar: WorkingCalendar) -> dict[PromptStep, date]:
    """The working day of each step. A case found on a day off is asked about on the next working day.

    Raises BeyondCalendarHorizon when a day cannot be counted.
    """
    first = found_on if calendar.is_working(found_on) else calendar.add(found_on, 1)
    return {
        PromptStep.OFFICERS: first,
        PromptStep.SUPERVISOR: calendar.add(found_on, days.second),
        PromptStep.HEADS: calendar.add(found_on, days.third),
    }


def reply_by(found_on: date, days: ChaseDays, calendar: WorkingCalendar) -> date:
    """The last day on which a reply is within the target."""
    return calendar.add(found_on, days.reply)


def prompt_due(chase: Chase, today: date, calendar: WorkingCalendar) -> PromptStep | None:
    """The one step to send today, or None. Raises BeyondCalendarHorizon when today cannot be counted."""
    if chase.answered_on is not None or chase.paused or not calendar.is_working(today):
        return None
    following = next((step for step in PromptStep if step not in chase.sent), None)
    if following is None or any(day >= today for day in chase.sent.values()):
        return None
    return following if prompt_days(chase.found_on, chase.days, calendar)[following] <= today else None
