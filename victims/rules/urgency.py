"""Urgent beats due (domain facts 2.4): a release that has happened, or can happen before the target, comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from cases.enums import EventKind
from victims.enums import UrgentReason
from vlu.lib.working_days import WorkingCalendar

RELEASE_SOON_WORKING_DAYS = 15

REASON_OF_EVENT: dict[str, UrgentReason] = {
    EventKind.UNLAWFULLY_AT_LARGE: UrgentReason.AT_LARGE,
    EventKind.RELEASED: UrgentReason.RELEASED,
    EventKind.TEMPORARY_RELEASE: UrgentReason.RELEASE_SOON,
    EventKind.RECALL: UrgentReason.RECALLED,
}

SERIOUSNESS = (UrgentReason.AT_LARGE, UrgentReason.RELEASED, UrgentReason.RECALLED, UrgentReason.RELEASE_SOON)


@dataclass(frozen=True)
class ReportedEvent:
    kind: str
    happens_on: date
    reported_on: date


@dataclass(frozen=True)
class KnownRelease:
    """`recorded_on`: the day from which somebody here could know of it."""

    falls_on: date
    recorded_on: date


@dataclass(frozen=True)
class UrgencyFacts:
    """`untold` are events the victim has not been told of; `releases` every release date of the case in the order in
    which they were recorded, the current one last."""

    first_contact_on: date | None
    referred_on: date | None
    referrer_says_urgent: bool
    releases: Sequence[KnownRelease] = ()
    untold: Sequence[ReportedEvent] = ()


@dataclass(frozen=True)
class Urgency:
    from_day: date
    reason: UrgentReason


def urgency(facts: UrgencyFacts, calendar: WorkingCalendar) -> Urgency | None:
    """From which day this is urgent and why; None when nothing makes it so.

    A ground stands only while something is still to be done: no first contact yet, or an event not yet told. An event
    that was reported gives the reason before any date that lies ahead, the most serious first.
    """
    events = _from_events(facts)
    grounds = events + _from_dates(facts, calendar)
    if not grounds:
        return None
    reason = min(events, key=lambda ground: SERIOUSNESS.index(ground.reason)) if events else min(grounds, key=_from_day)
    return Urgency(min(map(_from_day, grounds)), reason.reason)


def urgent_before_contact(facts: UrgencyFacts, calendar: WorkingCalendar) -> date | None:
    """From which day it is urgent as long as nobody has reached them: by this a first contact that has been made, and
    an allocation, are judged."""
    without = replace(facts, first_contact_on=None) if facts.first_contact_on else facts
    ground = urgency(without, calendar)
    return ground.from_day if ground else None


def _from_events(facts: UrgencyFacts) -> list[Urgency]:
    told_later = [event for event in facts.untold if event.kind in REASON_OF_EVENT]
    return [Urgency(event.reported_on, REASON_OF_EVENT[event.kind]) for event in told_later]


def _from_dates(facts: UrgencyFacts, calendar: WorkingCalendar) -> list[Urgency]:
    grounds = []
    near_from = _release_known_to_be_near(facts, calendar)
    if near_from and (facts.first_contact_on is None or facts.untold):
        grounds.append(Urgency(near_from, UrgentReason.RELEASE_SOON))
    if facts.referrer_says_urgent and facts.first_contact_on is None and facts.referred_on:
        grounds.append(Urgency(facts.referred_on, UrgentReason.REFERRER))
    return grounds


def _release_known_to_be_near(facts: UrgencyFacts, calendar: WorkingCalendar) -> date | None:
    """Nothing is urgent before the day on which it was recorded, or before the referral. A near date that moves to
    another near date begins nothing anew. One beyond the table of working days is not near yet, and no day is made up
    from which it will be."""
    since: date | None = None
    for release, following in pairwise([*facts.releases, None]):
        assert release is not None
        if release.falls_on > calendar.last:
            since = None
            continue
        near = max(calendar.add(release.falls_on, -RELEASE_SOON_WORKING_DAYS), release.recorded_on)
        if following is not None and following.recorded_on < near:
            since = None
        elif since is None or near > release.recorded_on:
            since = near
    return max(since, facts.referred_on) if since and facts.referred_on else since


def _from_day(ground: Urgency) -> date:
    return ground.from_day
