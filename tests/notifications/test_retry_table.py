"""What becomes of a message after an attempt, and when anything is tried again. No database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.rules.retry import (
    PAUSES,
    SENT_AGAIN_AT_MOST,
    WAITS,
    Next,
    Tried,
    next_state,
    next_try,
    pause,
    sent_again,
)

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
QUARANTINE = timedelta(seconds=60)


def after(outcome: Outcome, channel: MessageChannel, attempts: int = 1, doubts: int = 0) -> Next:
    return next_state(outcome, Tried(channel, attempts, doubts), NOW, QUARANTINE)


def test_waits_grow_outlive_a_weekend_and_then_end() -> None:
    waits = [next_try(attempts, NOW) for attempts in range(1, len(WAITS) + 1)]
    assert waits[0] == NOW + timedelta(minutes=1)
    assert all(wait is not None for wait in waits)
    assert list(WAITS) == sorted(WAITS)
    assert sum(WAITS, timedelta()) > timedelta(hours=60)
    assert next_try(len(WAITS) + 1, NOW) is None


@pytest.mark.parametrize("outcome", PAUSES)
def test_a_channel_stands_still_for_longer_each_time_and_then_for_as_long(outcome: Outcome) -> None:
    waits = [pause(outcome, times) for times in range(1, 20)]
    assert waits == sorted(waits)
    assert waits[-1] <= timedelta(minutes=15)


@pytest.mark.parametrize("channel", MessageChannel)
def test_whatever_may_have_left_ends_with_a_person(channel: MessageChannel) -> None:
    assert not sent_again(channel, SENT_AGAIN_AT_MOST + 1)
    assert after(Outcome.NOT_KNOWN, channel, doubts=1).needs_a_person


@pytest.mark.parametrize("channel", [MessageChannel.TEXT, MessageChannel.LETTER])
def test_a_text_or_a_letter_is_never_sent_twice(channel: MessageChannel) -> None:
    assert not sent_again(channel, 1)
    assert after(Outcome.UNCERTAIN, channel, doubts=1) == Next(MessageState.UNCERTAIN, NOW + QUARANTINE)


@pytest.mark.parametrize(("doubts", "again_at"), [(1, NOW + QUARANTINE), (3, NOW + QUARANTINE), (4, None)])
def test_an_email_rests_for_the_quarantine_three_times(doubts: int, again_at: datetime | None) -> None:
    assert after(Outcome.UNCERTAIN, MessageChannel.EMAIL, doubts=doubts) == Next(MessageState.UNCERTAIN, again_at)


@pytest.mark.parametrize(("doubts", "state"), [(0, MessageState.FAILED), (1, MessageState.UNCERTAIN)])
def test_tried_too_often_is_failed_unless_it_may_have_left(doubts: int, state: MessageState) -> None:
    tried_out = after(Outcome.REFUSED_FOR_NOW, MessageChannel.EMAIL, attempts=len(WAITS) + 1, doubts=doubts)
    assert tried_out == Next(state)
    assert tried_out.needs_a_person


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.NOT_NEEDED])
def test_nobody_is_needed_for_what_was_sent_or_overtaken(outcome: Outcome) -> None:
    assert not after(outcome, MessageChannel.EMAIL).needs_a_person
