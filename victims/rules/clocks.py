"""Clocks: which limits run for an enrolment, from when, until when, and whether a fact has met them.

A due date is a pure function of facts, limits and the calendar (domain facts 2.1 and 2.2). Nothing is a counter: a
missed night changes nothing, and any value can be explained and derived again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.enums import Scheme
from victims.enums import DeadlineKind
from vlu.lib.dates import in_words
from vlu.lib.working_days import WorkingCalendar


@dataclass(frozen=True)
class Limit:
    """A row of the table of limits: `amount` working days after its start, while it was in force."""

    code: str
    amount: int
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class ClockFacts:
    """`counts_from`: the day a suspended or community sentence became custody. Every clock then begins on that day at
    the earliest, and `first_contact_on` is the first contact from that day on. `opt_out_ended_on` is said by youth
    offending teams alone."""

    scheme: str
    sentenced_on: date
    referred_on: date | None
    first_contact_on: date | None
    counts_from: date | None = None
    opt_out_ended_on: date | None = None

    def no_earlier(self, day: date | None) -> date | None:
        return max(day, self.counts_from) if day and self.counts_from else day


@dataclass(frozen=True)
class Clock:
    kind: DeadlineKind
    limit_code: str
    started_on: date
    due_on: date
    met_on: date | None


# Which limit runs for which stage. VCS: 10 and 20 working days, 40 in all; VNS: 5 and 10, 15 in all. No source gives
# limits for discretionary contact: it is held to those of the Victim Contact Scheme (decision 0006).
LIMIT_OF: dict[tuple[DeadlineKind, Scheme], str] = {
    (DeadlineKind.REFERRAL, Scheme.VCS): "T05",
    (DeadlineKind.FIRST_CONTACT, Scheme.VCS): "T06",
    (DeadlineKind.OVERALL, Scheme.VCS): "T07",
    (DeadlineKind.REFERRAL, Scheme.VNS): "T12",
    (DeadlineKind.FIRST_CONTACT, Scheme.VNS): "T13",
    (DeadlineKind.OVERALL, Scheme.VNS): "T14",
    (DeadlineKind.REFERRAL, Scheme.DISCRETIONARY): "T05",
    (DeadlineKind.FIRST_CONTACT, Scheme.DISCRETIONARY): "T06",
    (DeadlineKind.OVERALL, Scheme.DISCRETIONARY): "T07",
}
# A youth offending team refers after the time it gives people to opt out (domain 1.8, T25). While no such day is known,
# its referral is held to the limit above: nobody waits without one.
AFTER_OPT_OUT: dict[Scheme, str] = {Scheme.VCS: "T25", Scheme.DISCRETIONARY: "T25"}
# What stands on the day a limit counts from, where that is not the sentence or the referral.
START_WORDS: dict[str, str] = {"T25": "the end of the opt-out period"}
STAGES = (DeadlineKind.REFERRAL, DeadlineKind.FIRST_CONTACT, DeadlineKind.OVERALL)
# Clocks an officer works; the referral clock belongs to the witness care unit.
OFFICERS_KINDS = (
    DeadlineKind.FIRST_CONTACT,
    DeadlineKind.OVERALL,
    DeadlineKind.TELL_OF_EVENT,
    DeadlineKind.FOLLOW_UP,
    DeadlineKind.OFFER_AGAIN,
)
# Clocks a manager works, from the list of decisions waiting.
MANAGERS_KINDS = (DeadlineKind.DECIDE_OFFER, DeadlineKind.REVIEW)


def clocks_for(facts: ClockFacts, limits: Iterable[Limit], calendar: WorkingCalendar) -> list[Clock]:
    """The stage clocks of an enrolment, in order. One that has not started, or whose limit was not in force on the day
    it started, is not there. Raises BeyondCalendarHorizon when a date cannot be counted."""
    by_code = {limit.code: limit for limit in limits}
    clocks = []
    for kind in STAGES:
        code, started_on = _start(kind, facts)
        limit = by_code.get(code)
        if limit is None or started_on is None or not limit.in_force_on(started_on):
            continue
        met_on = facts.referred_on if kind == DeadlineKind.REFERRAL else facts.first_contact_on
        clocks.append(Clock(kind, limit.code, started_on, calendar.add(started_on, limit.amount), met_on))
    return clocks


def _start(kind: DeadlineKind, facts: ClockFacts) -> tuple[str, date | None]:
    """The limit that runs for a stage, and the day it counts from."""
    if kind == DeadlineKind.REFERRAL:
        code, day = referral_start(Scheme(facts.scheme), facts.sentenced_on, facts.opt_out_ended_on)
        return code, facts.no_earlier(day)
    start = facts.referred_on if kind == DeadlineKind.FIRST_CONTACT else facts.sentenced_on
    return LIMIT_OF[kind, Scheme(facts.scheme)], facts.no_earlier(start)


def referral_start(scheme: Scheme, sentenced_on: date, opt_out_ended_on: date | None) -> tuple[str, date]:
    """The limit for a referral, and the day it counts from."""
    if opt_out_ended_on is not None and scheme in AFTER_OPT_OUT:
        return AFTER_OPT_OUT[scheme], opt_out_ended_on
    return LIMIT_OF[DeadlineKind.REFERRAL, scheme], sentenced_on


def explanation(
    kind: str, amount: int, started_on: date, due_on: date, calendar: WorkingCalendar, *, start: str = ""
) -> str:
    """Why a clock is due that day, in one sentence, with the bank holidays that were not counted. `start`: what stands
    on the day it counts from (START_WORDS)."""
    unit = "working day" if amount == 1 else "working days"
    off = calendar.days_off_between(started_on, due_on)
    skipped = f", not counting {_list_days(off)}" if off else ""
    what = f", {start}" if start else ""
    return f"{amount} {unit} after {in_words(started_on)}{what}{skipped}"


def _list_days(days: list[date]) -> str:
    """25 and 28 December and 1 January."""
    months: list[str] = []
    for month in dict.fromkeys((day.year, day.month) for day in days):
        numbers = [str(day.day) for day in days if (day.year, day.month) == month]
        months.append(f"{_and(numbers)} {date(month[0], month[1], 1):%B}")
    return _and(months)


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


@dataclass(frozen=True)
class Standing:
    """Where a clock stands today. `days` is signed working days to the due date; after it was met, days to spare."""

    word: str
    days: int
    late: bool


def standing(due_on: date, met_on: date | None, today: date, calendar: WorkingCalendar) -> Standing:
    """Late is a word, never only a colour. A contact on the due day is on time (domain 2.2)."""
    if met_on is not None:
        late = met_on > due_on
        return Standing("met late" if late else "met on time", calendar.count(met_on, due_on), late)
    days = calendar.count(today, due_on)
    if due_on < today:
        return Standing("overdue", min(days, 0), late=True)
    return Standing("due today" if due_on == today else "running", days, late=False)
