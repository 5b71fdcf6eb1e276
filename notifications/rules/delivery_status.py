"""What GOV.UK Notify's statuses mean, in plain words, and how long one is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from notifications.enums import MessageChannel, MessageState

ASKED_FOR = timedelta(hours=72)  # Notify itself tries for that long
ASKED_EVERY = timedelta(minutes=5)

ARRIVED = "delivered"
_LETTER_FAULTS = {
    "cancelled": "Somebody cancelled it in GOV.UK Notify.",
    "permanent-failure": "The printer could not print it.",
    "technical-failure": "GOV.UK Notify could not hand it to the printer.",
    "validation-failed": "Its address or its pages cannot be printed.",
    "virus-scan-failed": "GOV.UK Notify found a virus in it.",
}
_FAULTS: dict[MessageChannel, dict[str, str]] = {
    MessageChannel.NOTIFY_EMAIL: {
        "permanent-failure": "The address does not exist.",
        "temporary-failure": "The inbox is full, or took nothing for three days.",
        "technical-failure": "There was a fault between GOV.UK Notify and its provider.",
    },
    MessageChannel.TEXT: {
        "permanent-failure": "The number does not exist, or takes no text messages.",
        "temporary-failure": "The telephone was switched off or out of reach for three days.",
        "technical-failure": "There was a fault between GOV.UK Notify and its provider.",
    },
    MessageChannel.LETTER: _LETTER_FAULTS,
}
UNKNOWN = "GOV.UK Notify did not say within three days whether it arrived."


@dataclass(frozen=True)
class End:
    state: MessageState
    why: str = ""


def end_of(channel: MessageChannel, status: str, asked_for: timedelta) -> End | None:
    """What the message has come to; None while Notify has not said the last of it. A letter that was received is with
    the printer: nobody says of it that it arrived."""
    if status == ARRIVED:
        return End(MessageState.DELIVERED)
    why = _FAULTS[channel].get(status)
    if why is not None:
        return End(MessageState.FAILED, f"Not delivered. {why}")
    if asked_for > ASKED_FOR and status != "received":
        return End(MessageState.UNCERTAIN, UNKNOWN)
    return None
