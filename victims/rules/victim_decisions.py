"""What a decision about contact needs before it is recorded, and how it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from victims.enums import Channel, ContactOutcome, DecisionSource, VictimDecisionKind
from victims.rules.contact import REACHED
from vlu.lib.dates import in_words

# Only words or an answer from somebody can be a decision; a letter that was sent is not one.
ANSWERS = REACHED
RESTS_ON_A_CONTACT = (VictimDecisionKind.DECLINED, VictimDecisionKind.NOT_NOW)
ASKED_AGAIN = (VictimDecisionKind.NOT_NOW, VictimDecisionKind.COULD_NOT_TRACE)


@dataclass(frozen=True)
class DecisionFacts:
    """`answered_on` is the day of the contact it rests on; `attempts` the contacts that did not reach them."""

    kind: str
    decided_on: date
    told_by: str
    explained: int
    answered_on: date | None
    attempts: int
    ask_again_on: date | None


def why_not(facts: DecisionFacts, sentenced_on: date, today: date) -> str:
    """What is missing or impossible, in a sentence; empty when it can be recorded."""
    if not sentenced_on <= facts.decided_on <= today:
        return "The day must not be before the sentence or after today."
    if facts.answered_on is not None and facts.answered_on > facts.decided_on:
        return "The decision cannot be before the contact at which it was made."
    if facts.kind in ASKED_AGAIN and (facts.ask_again_on is None or facts.ask_again_on <= today):
        return "Give a day after today on which to ask or try again."
    if facts.kind == VictimDecisionKind.COULD_NOT_TRACE:
        return "" if facts.attempts else "Record at least one attempt to reach them first."
    return _why_not_from_them(facts)


def _why_not_from_them(facts: DecisionFacts) -> str:
    if not facts.told_by:
        return "Say who told us."
    if facts.kind not in RESTS_ON_A_CONTACT:
        return ""
    if facts.told_by != DecisionSource.REFERRER and facts.answered_on is None:
        return "Record the contact at which they told us first."
    return "" if facts.explained else "Say what was explained to them."


def is_an_answer(outcome: str) -> bool:
    return outcome in ANSWERS


def wish_sentence(kind: str, decided_on: date, *, never_again: bool, ask_again_on: date | None) -> str:
    """What stands on record, shown before anything else about contact."""
    day = in_words(decided_on)
    if never_again:
        return f"They said on {day} that they do not want to hear from us again. Do not contact them."
    if kind == VictimDecisionKind.DECLINED:
        return f"They declined contact on {day}. Contact them only to offer it again."
    if kind == VictimDecisionKind.NOT_NOW and ask_again_on:
        return f"They said “not now” on {day}. Ask again on {in_words(ask_again_on)}."
    if kind == VictimDecisionKind.COULD_NOT_TRACE and ask_again_on:
        return f"They could not be traced by {day}. Try again on {in_words(ask_again_on)}."
    return f"They said on {day} that they want contact."


def attempt_words(channel: str, outcome: str, happened_on: date) -> str:
    return f"{Channel(channel).label}, {ContactOutcome(outcome).label.lower()}, {in_words(happened_on)}"
