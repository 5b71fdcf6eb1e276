"""Clocks: which limits run for an enrolment, from when, until when, and whether a fact has met them.

A due date is a pure function of facts, limits and the calendar (domain facts 2.1 and 2.2). Nothing is a counter: a
missed night changes nothing, and any value can be explained and derived again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cases.enums import Scheme
from victims.enums import DeadlineKind
from victims.rules.limits import Limit, running_on
from vlu.lib.working_days import WorkingCalendar


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
    """`task`: what is to be done, where the kind does not say it all. `contact`, `complaint`: the key of the one it is
    about, where there may be several."""

    kind: DeadlineKind
    limit_code: str
    started_on: date
    due_on: date
    met_on: date | None
    task: str = ""
    contact: int | None = None
    complaint: int | None = None


@dataclass(frozen=True)
class Reckoning:
    """Every version of the limits, and the calendar they are counted by."""

    limits: Sequence[Limit]
    calendar: WorkingCalendar

    @cached_property
    def _versions(self) -> dict[str, list[Limit]]:
        found: dict[str, list[Limit]] = {}
        for limit in self.limits:
            found.setdefault(limit.code, []).append(limit)
        return found

    def _running(self, code: str, day: date) -> Limit | None:
        return running_on(self._versions.get(code, ()), code, day)

    def runs(self, code: str, day: date) -> bool:
        return self._running(code, day) is not None

    def clock(
        self,
        kind: DeadlineKind,
        code: str,
        started_on: date,
        met_on: date | None,
        *,
        task: str = "",
        contact: int | None = None,
        complaint: int | None = None,
    ) -> Iterator[Clock]:
        """The one clock, or none when the limit did not run on the day it would have started."""
        limit = self._running(code, started_on)
        if limit is not None:
            yield Clock(
                kind, code, started_on, limit.due_on(started_on, self.calendar), met_on, task, contact, complaint
            )


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
START_WORDS: dict[str, str] = {
    "T18": "when it was allocated or became urgent",
    "T19A": "the confirmed release date",
    "T19B": "the confirmed release date",
    "T19C": "the confirmed release date",
    "T19D": "the confirmed release date",
    "T20": "the contact",
    "T21": "the meeting or call",
    "T21C": "the meeting or call",
    "T22": "the last contact that reached them, or when they accepted",
    "T23": "when they asked",
    "T25": "the end of the opt-out period",
    "T27": "when it was received",
    "T28": "when it was acknowledged",
    "T30": "when the appeal was received",
    "T35": "when the decision was issued",
    "T36": "when the decision was issued",
    "T40": "the release date on record",
    "T52": "when it became urgent",
}
STAGES = (DeadlineKind.REFERRAL, DeadlineKind.FIRST_CONTACT, DeadlineKind.OVERALL)
# What is owed beside the stages (victims.rules.duties). These too are derived from facts and limits alone.
DUTIES = (
    DeadlineKind.ANNUAL_CONTACT,
    DeadlineKind.LETTER,
    DeadlineKind.REPLY,
    DeadlineKind.SEND_NOTE,
    DeadlineKind.AGREE_NOTE,
    DeadlineKind.HARD_STOP,
    DeadlineKind.PRE_RELEASE,
    DeadlineKind.ASK_RECONSIDER,
    DeadlineKind.RECONSIDERATION,
    DeadlineKind.ALLOCATE,
    DeadlineKind.URGENT_CONTACT,
)
# These run whatever somebody decided about contact, and for closed records too (victims.rules.complaints).
OF_COMPLAINTS = (DeadlineKind.COMPLAINT_ACK, DeadlineKind.COMPLAINT_ANSWER, DeadlineKind.COMPLAINT_APPEAL)
DERIVED = (*STAGES, *DUTIES, *OF_COMPLAINTS)
# Clocks an officer works; the referral clock belongs to the witness care unit.
OFFICERS_KINDS = (
    DeadlineKind.FIRST_CONTACT,
    DeadlineKind.OVERALL,
    DeadlineKind.TELL_OF_EVENT,
    DeadlineKind.FOLLOW_UP,
    DeadlineKind.OFFER_AGAIN,
    DeadlineKind.ANNUAL_CONTACT,
    DeadlineKind.LETTER,
    DeadlineKind.REPLY,
    DeadlineKind.SEND_NOTE,
    DeadlineKind.AGREE_NOTE,
    DeadlineKind.HARD_STOP,
    DeadlineKind.PRE_RELEASE,
    DeadlineKind.ASK_RECONSIDER,
    DeadlineKind.RECONSIDERATION,
    DeadlineKind.URGENT_CONTACT,
)
# What a manager decides, from the list of decisions waiting.
DECISIONS = (DeadlineKind.DECIDE_OFFER, DeadlineKind.REVIEW)
# Clocks a manager works.
MANAGERS_KINDS = (*DECISIONS, DeadlineKind.ALLOCATE, *OF_COMPLAINTS)


def clocks_for(facts: ClockFacts, limits: Sequence[Limit], calendar: WorkingCalendar) -> list[Clock]:
    """The stage clocks of an enrolment, in order, each by the version of its limit in force on the day it started. One
    that has not started, or whose limit did not run that day, is not there. `limits` holds every version. Raises
    BeyondCalendarHorizon when a date cannot be counted."""
    clocks = []
    for kind in STAGES:
        code, started_on = _start(kind, facts)
        limit = running_on(limits, code, started_on) if started_on else None
        if limit is None or started_on is None:
            continue
        met_on = facts.referred_on if kind == DeadlineKind.REFERRAL else facts.first_contact_on
        clocks.append(Clock(kind, limit.code, started_on, limit.due_on(started_on, calendar), met_on))
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
