"""What is owed before somebody is released: licence conditions in time, and contact where that is promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from victims.enums import DeadlineKind
from victims.rules.clocks import Clock, Reckoning

HARD_STOP = "T40"
# A month, two weeks and one week before, and on the day. Switched off unless an administrator switches them on: a
# promise that is missed does harm (domain 2.1, T19). They exist for a confirmed date only.
PRE_RELEASE = ("T19A", "T19B", "T19C", "T19D")
CONDITIONS_ASKED = "conditions_asked"
# A contact this long before the first of those days counts for it; for the others, any after the one before.
FIRST_OPENS = timedelta(days=14)


@dataclass(frozen=True)
class ReleaseFacts:
    """`release_on`: the current release date of the case, `confirmed_on` the day it was confirmed, None while it is
    not. `released_on`: the last release that has happened; `recalled_on`: the last recall. `contacts`: days on which
    they were reached, oldest first; `conditions_asked`: those on which they said what conditions they want."""

    release_on: date | None = None
    confirmed_on: date | None = None
    released_on: date | None = None
    recalled_on: date | None = None
    contacts: Sequence[date] = ()
    conditions_asked: Sequence[date] = ()


def release_duties(facts: ReleaseFacts, by: Reckoning) -> Iterator[Clock]:
    """None yet for a release beyond the table of working days: they begin once the table has grown that far."""
    if facts.release_on is not None and facts.release_on <= by.calendar.last:
        yield from _hard_stop(facts, facts.release_on, by)
        yield from _pre_release(facts, facts.release_on, by)


def _hard_stop(facts: ReleaseFacts, release_on: date, by: Reckoning) -> Iterator[Clock]:
    """Conditions are asked for before the licence is closed for changes (T40). Met by a contact in which they said
    which they want, or that they want none, since the last release or recall; gone once the release has happened."""
    if facts.released_on is not None and facts.released_on >= release_on:
        return
    since = max((day for day in (facts.released_on, facts.recalled_on) if day), default=date.min)
    met_on = next((day for day in facts.conditions_asked if day >= since), None)
    yield from by.clock(DeadlineKind.HARD_STOP, HARD_STOP, release_on, met_on)


def _pre_release(facts: ReleaseFacts, release_on: date, by: Reckoning) -> Iterator[Clock]:
    """Each is met by the first contact that reached them since the one before was due. One whose day had passed when
    the date was confirmed never was possible, and is not there."""
    if facts.confirmed_on is None:
        return
    opens_on: date | None = None
    for code in PRE_RELEASE:
        for clock in by.clock(DeadlineKind.PRE_RELEASE, code, release_on, None):
            since = opens_on or clock.due_on - FIRST_OPENS
            if clock.due_on >= facts.confirmed_on:
                yield replace(clock, met_on=next((day for day in facts.contacts if day >= since), None))
            opens_on = clock.due_on + timedelta(days=1)
