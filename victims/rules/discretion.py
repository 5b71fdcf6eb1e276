"""Discretionary contact: what waits for a manager, and what a referrer may be told of the outcome (domain 1.5)."""

from __future__ import annotations

from dataclasses import dataclass

from cases.enums import Verdict
from victims.rules.verdict_words import HELPLINE

# "Not eligible" is never a rejection by itself: somebody referred all the same waits for a manager too (domain 1.9).
TO_DECIDE = (Verdict.PROPOSE_DISCRETIONARY, Verdict.NOT_ELIGIBLE)
NOT_ELIGIBLE = "NOT_ELIGIBLE"  # the reason code of a closure
TELL_THEM_IT_ENDS = "Tell them that contact ends, and where they can get help"


@dataclass(frozen=True)
class Outcome:
    """What the referrer reads: the outcome and where to get help, and never the reason."""

    heading: str
    text: str
    help: tuple[str, ...] = ()


GRANTED = Outcome(
    "Contact is offered",
    "A manager of the unit decided that contact is offered. A victim liaison officer contacts them.",
)
NOT_GRANTED = Outcome(
    "Contact is not offered",
    "A manager of the unit looked at this and decided that these schemes do not cover it. If something changes, or you "
    "know something that was not in the referral, telephone the unit or refer them again.",
    help=(
        "Victim Support: 08 08 16 89 111, free, day and night, whether or not there was a sentence.",
        f"If the offender gets in touch from prison: the unwanted prisoner contact helpline, {HELPLINE}.",
        "If they are afraid or in danger: the officer in the case, or 999.",
    ),
)


def outcome(*, granted: bool) -> Outcome:
    return GRANTED if granted else NOT_GRANTED
