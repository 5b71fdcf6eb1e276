"""What should have arrived, worked out without the product: numpy counts the days, `holidays` names the bank holidays.

Nothing here may be imported from the product, so that a mistake in it cannot excuse itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import holidays
import numpy as np

WORKING_DAYS_TO_FIRST_CONTACT = 20  # after the referral, Victim Contact Scheme (domain 2.1, T06)
_SUBJECT = re.compile(r"^(?P<reference>\S+): .*\b(?P<tense>is|was) due (?:on|today,) (?P<day>\w+ \d+ \w+ \d{4})\b")


@dataclass(frozen=True)
class Facts:
    """One enrolment: an urgent one of the Victim Contact Scheme, allocated, nobody reached yet."""

    reference: str
    officer: str
    sentenced_on: date
    referred_on: date


@dataclass(frozen=True)
class Reminder:
    """What a message says to whom. `overdue`: it says that the day has passed."""

    reference: str
    to: str
    overdue: bool
    day: date


class Step(Enum):
    BEFORE = "from three working days before"
    ON_THE_DAY = "from the day"
    AFTER = "from the working day after"


@dataclass(frozen=True)
class Expected:
    """One message. Two steps of a clock may say the same: on the Saturday after the day, and again on the Monday."""

    step: Step
    reminder: Reminder


@dataclass(frozen=True)
class Arrival:
    """A message that a sink took. `reminder` is None when its words are not those of a reminder."""

    message_id: str
    reference: str
    reminder: Reminder | None


class WorkingDays:
    """`extra`: bank holidays declared later."""

    def __init__(self, extra: Collection[date] = ()) -> None:
        named = holidays.country_holidays("GB", subdiv="ENG", years=range(2024, 2030))
        self._off = np.array(sorted({*named, *extra}), dtype="datetime64[D]")

    def after(self, start: date, days: int) -> date:
        counted = np.busday_offset(np.datetime64(start), days, roll="backward", holidays=self._off)
        found: date = counted.astype(object)
        return found

    def first_contact_due(self, referred_on: date) -> date:
        return self.after(referred_on, WORKING_DAYS_TO_FIRST_CONTACT)


def reminders_due(facts: Iterable[Facts], today: date, days: WorkingDays) -> set[Expected]:
    """The step of each that stands on `today`, and no older one: three working days before, on the day, the day after.

    The day itself begins the step; a step that begins on no day up to today is not due. From the second working day
    after, managers are told as well: no drill lets a clock stand so long.
    """
    due = set()
    for one in facts:
        day = days.first_contact_due(one.referred_on)
        if step := _standing_step(day, today, days):
            due.add(Expected(step, Reminder(one.reference, one.officer, overdue=today > day, day=day)))
    return due


def _standing_step(day: date, today: date, days: WorkingDays) -> Step | None:
    if today >= days.after(day, 1):
        return Step.AFTER
    if today >= day:
        return Step.ON_THE_DAY
    return Step.BEFORE if today >= days.after(day, -3) else None


def read_words(message_id: str, to: str, subject: str) -> Arrival:
    found = _SUBJECT.match(subject)
    if found is None:
        return Arrival(message_id, subject.partition(":")[0], None)
    day = datetime.strptime(found["day"], "%A %d %B %Y").date()  # noqa: DTZ007 - a date, of no time zone
    if f"{day:%A}" != found["day"].partition(" ")[0]:
        return Arrival(message_id, found["reference"], None)  # a day of the week that it was not
    reminder = Reminder(found["reference"], to, overdue=found["tense"] == "was", day=day)
    return Arrival(message_id, found["reference"], reminder)


@dataclass(frozen=True)
class Judgement:
    """`for_a_person`: no message arrived and a row that people see says so. `again`: arrived once more under the same
    Message-ID after nobody could know whether it had. The last three must be nought."""

    expected: int
    arrived: int
    for_a_person: int
    again: int
    lost: int
    duplicated: int
    wrong_date: int


def judge(
    expected: Collection[Expected], arrivals: Sequence[Arrival], visible: Collection[str], doubts: int
) -> Judgement:
    """`visible`: references with a row that a person must look at. `doubts`: how many attempts ended without anybody
    knowing; more repeats than that are duplicates, whatever their Message-ID."""
    true_days, wanted = defaultdict(set), Counter(each.reminder for each in expected)
    for reminder in wanted:
        true_days[reminder.reference].add(reminder.day)
    right = [
        (each.reminder, each.message_id)
        for each in arrivals
        if each.reminder and each.reminder.day in true_days[each.reference]
    ]
    told = Counter(reminder for reminder, _ in set(right))
    again = len(right) - told.total()
    missing = wanted - told
    shown = sum(times for reminder, times in missing.items() if reminder.reference in visible)
    return Judgement(
        expected=wanted.total(),
        arrived=(wanted & told).total(),
        for_a_person=shown,
        again=min(again, doubts),
        lost=missing.total() - shown,
        duplicated=(told - wanted).total() + max(0, again - doubts),
        wrong_date=len(arrivals) - len(right),
    )


def everybody_is_told(expected: Collection[Expected], arrivals: Sequence[Arrival], visible: Collection[str]) -> bool:
    """Or a person sees that they were not."""
    said = judge(expected, arrivals, visible, doubts=0)
    return said.arrived + said.for_a_person == said.expected
