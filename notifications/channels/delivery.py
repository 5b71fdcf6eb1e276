"""What is handed to a channel, and what every channel answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from notifications.enums import MessageChannel, Outcome


@dataclass(frozen=True)
class Parcel:
    """`key` and `reference` are the message's own, for ever: the same key makes the same Message-ID, and the reference
    is what a provider can be asked by. `to` is an e-mail address, a number, or the lines of an envelope."""

    channel: MessageChannel
    key: str
    reference: str
    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class Delivery:
    """`wait` is how long the provider asks to be left alone, where it says so. `error` may quote what a server said, so
    that it is made one line that can be kept and shown."""

    outcome: Outcome
    error: str = ""
    provider_id: str = ""
    wait: timedelta | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "error", in_one_line(self.error))


def in_one_line(said: str) -> str:
    """Without what no column can hold (NUL, half a letter) and no page should show (control characters)."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())
