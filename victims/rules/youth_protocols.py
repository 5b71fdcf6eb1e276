"""How the protocol with a youth offending team stands on a day, and whether somebody has to see to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from victims.enums import ProtocolStatus
from vlu.lib.dates import in_words

SOON = timedelta(days=28)  # our own number: no source says how long before its day a review is prepared


@dataclass(frozen=True)
class Protocol:
    """Days are given for an agreed one only."""

    status: str
    agreed_on: date | None
    review_on: date | None


@dataclass(frozen=True)
class Standing:
    """`tag` is empty when nobody has to do anything; `late` when it should have been done."""

    words: str
    tag: str
    late: bool


def standing(protocol: Protocol | None, today: date) -> Standing:
    """A team must have one (HMIP 5.21), so a missing one is late from the first day."""
    if protocol is None or protocol.status == ProtocolStatus.NONE:
        return Standing("No protocol is recorded. Each team must have one with your unit.", "No protocol", late=True)
    if protocol.agreed_on is None or protocol.review_on is None:
        return Standing("It is being agreed.", "Being agreed", late=False)
    agreed = f"Agreed on {in_words(protocol.agreed_on)}."
    if protocol.review_on < today:
        return Standing(f"{agreed} It was to be reviewed by {in_words(protocol.review_on)}.", "Review late", late=True)
    tag = "Review soon" if protocol.review_on <= today + SOON else ""
    return Standing(f"{agreed} Review it by {in_words(protocol.review_on)}.", tag, late=False)
