"""What becomes of a message after an attempt, and when anything is tried again. Tables of waits, and then a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.enums import MessageChannel, MessageState, Outcome

_SECOND, _MINUTE, _HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

# The wait after the first attempt, the second, and so on: about three days, so that a weekend's outage is outlived.
WAITS: tuple[timedelta, ...] = (
    _MINUTE,
    5 * _MINUTE,
    15 * _MINUTE,
    _HOUR,
    2 * _HOUR,
    4 * _HOUR,
    *(8 * _HOUR for _ in range(8)),
)
# How long a whole channel stands still after the first failure in a row, the second, and so on; then always the last.
PAUSES: dict[Outcome, tuple[timedelta, ...]] = {
    Outcome.UNREACHABLE: (10 * _SECOND, 30 * _SECOND, _MINUTE, 2 * _MINUTE, 5 * _MINUTE),
    Outcome.TOO_MANY: (_MINUTE, 2 * _MINUTE, 5 * _MINUTE, 15 * _MINUTE),
    Outcome.TURNED_AWAY: (_MINUTE, 5 * _MINUTE, 15 * _MINUTE),
}
LONGEST_PAUSE = _HOUR  # whatever a provider asks for: something urgent may be waiting
PATIENCE_WITH_A_CHANNEL = 72 * _HOUR  # a message that waits for longer than this for a channel goes to a person
SENT_AGAIN_AT_MOST = 3  # times after an attempt of which nobody can say whether it left

ASKED_BY_REFERENCE = frozenset({MessageChannel.NOTIFY_EMAIL, MessageChannel.TEXT, MessageChannel.LETTER})
# A second e-mail is the lesser harm, and carries the same Message-ID or reference. A second text or letter is not.
MAY_BE_SENT_AGAIN = frozenset({MessageChannel.EMAIL, MessageChannel.NOTIFY_EMAIL})

_SETTLED_AS = {
    Outcome.SENT: MessageState.SENT,
    Outcome.REFUSED: MessageState.FAILED,
    Outcome.NOT_NEEDED: MessageState.DROPPED,
    Outcome.NOT_KNOWN: MessageState.UNCERTAIN,
}


@dataclass(frozen=True)
class Tried:
    """A message after an attempt: how many there were, this one included, and of how many of those it is unknown
    whether it left."""

    channel: MessageChannel
    attempts: int
    doubts: int


@dataclass(frozen=True)
class Next:
    """`again_at`: when it is tried or asked about again. None: it is settled, and failed or uncertain is a person's."""

    state: MessageState
    again_at: datetime | None = None

    @property
    def needs_a_person(self) -> bool:
        return self.again_at is None and self.state in {MessageState.FAILED, MessageState.UNCERTAIN}


def next_state(outcome: Outcome, tried: Tried, now: datetime, quarantine: timedelta) -> Next:
    """For every outcome but those that stop the channel, which put the message back as it was."""
    if outcome in _SETTLED_AS:
        return Next(_SETTLED_AS[outcome])
    if outcome is Outcome.UNCERTAIN:
        by_itself = tried.channel in ASKED_BY_REFERENCE or sent_again(tried.channel, tried.doubts)
        return Next(MessageState.UNCERTAIN, now + quarantine if by_itself else None)
    again_at = next_try(tried.attempts, now)
    if again_at is None:
        return Next(MessageState.UNCERTAIN if tried.doubts else MessageState.FAILED)
    return Next(waiting_state(tried.doubts), again_at)


def waiting_state(doubts: int) -> MessageState:
    """Back in the queue, unless an earlier attempt may have left."""
    return MessageState.UNCERTAIN if doubts else MessageState.QUEUED


def sent_again(channel: MessageChannel, doubts: int) -> bool:
    """Whether one that may have left, and that no provider knows of, goes once more."""
    return channel in MAY_BE_SENT_AGAIN and doubts <= SENT_AGAIN_AT_MOST


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after that many attempts; None when a person must look instead."""
    return now + WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None


def pause(outcome: Outcome, times: int) -> timedelta:
    """How long the channel stands still when that is the nth failure in a row."""
    waits = PAUSES[outcome]
    return waits[min(times, len(waits)) - 1]
