"""What is owed beside the stages: which duties stand for somebody who may be contacted, from when and until when.

Like the stages (victims.rules.clocks) they are pure functions of facts, limits and the calendar: none is met by a
button, none needs to know today, and a fact that changes moves or withdraws them. A clock of a duty is one row of an
enrolment that moves on with the facts (decision 0022).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from cases.enums import Scheme
from victims.enums import DeadlineKind
from victims.rules.clocks import Clock, Reckoning
from victims.rules.contact_duties import Reached, contact_duties
from victims.rules.release_duties import ReleaseFacts, release_duties

ANNUAL = "T22"
ASK_RECONSIDERATION, RECONSIDERATION = "T36", "T35"
ALLOCATE, URGENT_CONTACT = "T52", "T18"
# The limits of the Victim Contact Scheme, which discretionary contact is held to (decision 0006).
AS_IN_VCS = frozenset({Scheme.VCS, Scheme.DISCRETIONARY})
ABOUT_RECONSIDERATION = "reconsideration"


@dataclass(frozen=True)
class UrgentFacts:
    """`urgent_from`: the day it became urgent, None while it is not; `before_contact`: the same as if nobody had
    reached them yet, by which a contact or an allocation that has been made is judged."""

    urgent_from: date | None = None
    before_contact: date | None = None
    allocated_on: date | None = None
    first_contact_on: date | None = None


@dataclass(frozen=True)
class DutyFacts:
    """`contacts` that reached them, oldest first. `accepted_on`: the day they last said that they want contact.
    `parole_decided_on`: the day the latest provisional parole decision was issued."""

    scheme: str
    contacts: Sequence[Reached] = ()
    accepted_on: date | None = None
    parole_decided_on: date | None = None
    release: ReleaseFacts = field(default_factory=ReleaseFacts)
    urgent: UrgentFacts = field(default_factory=UrgentFacts)


def duties_of(facts: DutyFacts, by: Reckoning) -> list[Clock]:
    """The clocks of somebody who may be contacted. Raises BeyondCalendarHorizon when a date cannot be counted."""
    return [
        *_annual(facts, by),
        *contact_duties(facts.contacts, by),
        *release_duties(facts.release, by),
        *_reconsideration(facts, by),
        *_allocation(facts.urgent, by),
        *_urgent_contact(facts, by),
    ]


def _annual(facts: DutyFacts, by: Reckoning) -> Iterator[Clock]:
    """Twelve months after the last contact that reached them or, without one, the day they accepted (T22). It is never
    met: each contact moves it on."""
    last = facts.contacts[-1].happened_on if facts.contacts else facts.accepted_on
    if facts.scheme in AS_IN_VCS and last is not None:
        yield from by.clock(DeadlineKind.ANNUAL_CONTACT, ANNUAL, last, None)


def _reconsideration(facts: DutyFacts, by: Reckoning) -> Iterator[Clock]:
    """After a provisional parole decision: our own early day (T36) and the last day there is (T35). Both are met by a
    contact that reached them and explained it."""
    issued = facts.parole_decided_on
    if issued is None or facts.scheme not in AS_IN_VCS:
        return
    told = (one for one in facts.contacts if ABOUT_RECONSIDERATION in one.explained and one.happened_on >= issued)
    met_on = next((one.happened_on for one in told), None)
    yield from by.clock(DeadlineKind.ASK_RECONSIDER, ASK_RECONSIDERATION, issued, met_on)
    yield from by.clock(DeadlineKind.RECONSIDERATION, RECONSIDERATION, issued, met_on)


def _allocation(facts: UrgentFacts, by: Reckoning) -> Iterator[Clock]:
    """An urgent case is allocated the day it becomes urgent (domain 2.4). One that has its officer by then needs no
    clock."""
    if facts.allocated_on is None:
        since = facts.urgent_from
    else:
        since = facts.before_contact if facts.before_contact and facts.allocated_on >= facts.before_contact else None
    if since is not None:
        yield from by.clock(DeadlineKind.ALLOCATE, ALLOCATE, since, facts.allocated_on)


def _urgent_contact(facts: DutyFacts, by: Reckoning) -> Iterator[Clock]:
    """Somebody of the Victim Notification Scheme whose case is urgent is contacted the day it is allocated (T18), or
    the day it becomes urgent when that is later. The limit of the stage (T13) stands beside it."""
    urgent = facts.urgent
    if facts.scheme != Scheme.VNS or urgent.allocated_on is None or urgent.before_contact is None:
        return
    since, contact = max(urgent.allocated_on, urgent.before_contact), urgent.first_contact_on
    if contact is None or contact >= since:
        yield from by.clock(DeadlineKind.URGENT_CONTACT, URGENT_CONTACT, since, contact)
