"""The steps of a complaint and their clocks (PI 51/2014; domain 2.1, T27 to T30)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from victims.complaint_enums import ComplaintStep
from victims.enums import DeadlineKind
from victims.rules.clocks import Clock, Reckoning

ACKNOWLEDGE, ANSWER, ANSWER_APPEAL = "T27", "T28", "T30"


@dataclass(frozen=True)
class ComplaintFacts:
    key: int
    received_on: date
    acknowledged_on: date | None = None
    eligible: bool | None = None
    outcome_on: date | None = None
    appeal_on: date | None = None
    appeal_outcome_on: date | None = None
    withdrawn_on: date | None = None


def next_step(facts: ComplaintFacts) -> ComplaintStep | None:
    """What is recorded next; None when nothing can follow."""
    if facts.withdrawn_on or facts.eligible is False or facts.appeal_outcome_on:
        return None
    if facts.acknowledged_on is None:
        return ComplaintStep.ACKNOWLEDGED
    if facts.outcome_on is None:
        return ComplaintStep.ANSWERED
    return ComplaintStep.APPEALED if facts.appeal_on is None else ComplaintStep.APPEAL_ANSWERED


def complaint_clocks(complaints: Sequence[ComplaintFacts], by: Reckoning) -> Iterator[Clock]:
    """They run whatever the person decided about contact, and after the record is closed."""
    for one in complaints:
        if one.withdrawn_on is None:
            yield from _clocks(one, by)


def _clocks(one: ComplaintFacts, by: Reckoning) -> Iterator[Clock]:
    yield from by.clock(
        DeadlineKind.COMPLAINT_ACK, ACKNOWLEDGE, one.received_on, one.acknowledged_on, complaint=one.key
    )
    if one.acknowledged_on and one.eligible:
        yield from by.clock(
            DeadlineKind.COMPLAINT_ANSWER, ANSWER, one.acknowledged_on, one.outcome_on, complaint=one.key
        )
    if one.appeal_on:
        yield from by.clock(
            DeadlineKind.COMPLAINT_APPEAL, ANSWER_APPEAL, one.appeal_on, one.appeal_outcome_on, complaint=one.key
        )
