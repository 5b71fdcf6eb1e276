"""What should have arrived, worked out without the product: numpy counts the days, `holidays` names the bank holidays.

Nothing here may be imported from the product, so that a mistake in it cannot excuse itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
    """`overdue`: it says that the day has passed."""

    reference: str
    to: str
    overdue: bool
    day: date


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


def reminders_due(facts: Iterable[Facts], today: date, days: WorkingDays) -> set[Reminder]:
    """The step of each that stands on `today`, and no older one: three working days before, on the day, the day after.

    The day itself begins the step; a step that begins on no day up to today is not due. From the second working day
    after, managers are told as well: no drill lets a clock stand so long.
    """
    due = set()
    for one in facts:
        day = days.first_contact_due(one.referred_on)
        if today >= days.after(day, 1):
            due.add(Reminder(one.reference, one.officer, overdue=True, day=day))
        elif today >= days.after(day, -3):
            due.add(Reminder(one.reference, one.officer, overdue=False, day=day))
    return due


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
    expected: Collection[Reminder], arrivals: Sequence[Arrival], visible: Collection[str], doubts: int
) -> Judgement:
    """`visible`: references with a row that a person must look at. `doubts`: how many attempts ended without anybody
    knowing; more repeats than that are duplicates, whatever their Message-ID."""
    wanted, true_days = set(expected), defaultdict(set)
    for reminder in wanted:
        true_days[reminder.reference].add(reminder.day)
    right = [each for each in arrivals if each.reminder and each.reminder.day in true_days[each.reference]]
    times = Counter((each.reminder, each.message_id) for each in right)
    under_other_numbers = len(times) - len({reminder for reminder, _ in times})
    unasked = sum(reminder not in wanted for reminder in {each.reminder for each in right})
    again = sum(times.values()) - len(times)
    got = {each.reminder for each in right}
    missing = [reminder for reminder in wanted if reminder not in got]
    shown = sum(reminder.reference in visible for reminder in missing)
    return Judgement(
        expected=len(wanted),
        arrived=len(got & wanted),
        for_a_person=shown,
        again=min(again, doubts),
        lost=len(missing) - shown,
        duplicated=under_other_numbers + unasked + max(0, again - doubts),
        wrong_date=len(arrivals) - len(right),
    )
