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
    """`wait` is how long the provider asks to be left alone, where it says so."""

    outcome: Outcome
    error: str = ""
    provider_id: str = ""
    wait: timedelta | None = None
