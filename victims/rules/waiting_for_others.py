"""What an officer is told of something that somebody else has to do: who, what they were asked, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from victims.enums import DeadlineKind
from vlu.lib.dates import in_words

OFFER, REFERRAL, VERDICT = "offer", "referral", "verdict"


@dataclass(frozen=True)
class Wait:
    """`kind`: an offer to another unit, a referral that has not come, a verdict a manager has to agree to, or the kind
    of a manager's clock. `who` is empty for the unit's own managers. `due_on`: the last day of its limit, if any."""

    kind: str
    who: str
    due_on: date | None


def who_words(kind: str, who: str) -> str:
    return f"The unit of {who}" if kind == OFFER else who or "A manager of your unit"


def asked_words(kind: str) -> str:
    return _ASKED[kind]


def next_words(wait: Wait) -> str:
    """What happens next, by itself or by whom."""
    if wait.kind == OFFER:
        return f"Until {wait.who} accepts, the case is yours to work."
    if wait.kind == REFERRAL:
        limit = f" Limit for the referral: {in_words(wait.due_on)}." if wait.due_on else ""
        return f"We ask them again until they answer; you need do nothing.{limit}"
    if wait.kind == VERDICT:
        return "Contact goes on as before until they decide."
    return f"They are to decide by {in_words(wait.due_on)}, and are reminded." if wait.due_on else "They are reminded."


_ASKED: dict[str, str] = {
    OFFER: "To take the case over",
    REFERRAL: "To refer somebody else on this case",
    VERDICT: "To decide about eligibility",
    DeadlineKind.DECIDE_OFFER: "To decide whether contact is offered again",
    DeadlineKind.REVIEW: "To review discretionary contact",
}
