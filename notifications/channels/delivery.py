"""What became of an attempt to hand a message over. Every channel answers with one of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """`UNREACHABLE`: nobody answered, so nothing left. `REFUSED_FOR_NOW`: refused, and may pass. `REFUSED`: for good.
    `UNCERTAIN`: it was on the wire when the answer failed to come, so it may have left. `NOT_NEEDED`: not tried."""

    SENT = "sent"
    UNREACHABLE = "unreachable"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class Delivery:
    outcome: Outcome
    error: str = ""
