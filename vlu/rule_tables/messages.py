"""What becomes of a message, and who moves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.rules.retry import (
    ASKED_BY_REFERENCE,
    MAY_BE_SENT_AGAIN,
    PATIENCE_WITH_A_CHANNEL,
    PAUSES,
    SENT_AGAIN_AT_MOST,
    WAITS,
)
from vlu.rule_tables.markdown import page, table

STATES: dict[MessageState, tuple[str, str]] = {
    MessageState.QUEUED: (
        "The action that writes it; a manager, of a batch; a refusal that may pass; a worker that stopped early",
        "The drain, when its time has come: sending, dropped, or failed without an address, words or an open account",
    ),
    MessageState.HELD: ("The brake on a run that makes too many", "A manager: queued, or dropped"),
    MessageState.SENDING: (
        "A worker that claims it; begun is committed before anything goes on the wire",
        "That worker, by the answer. When its lease is over, the drain: as before if not begun, else uncertain",
    ),
    MessageState.SENT: (
        "The server or Notify took it; or Notify, asked by reference, has it",
        "Notify's answer when it is asked what became of it: delivered, or failed; after three days uncertain",
    ),
    MessageState.DELIVERED: ("Notify says that it arrived", "Nobody"),
    MessageState.FAILED: (
        "Refused for good, tried too often, not delivered, or nobody to write to",
        "A person: acknowledged, or queued again",
    ),
    MessageState.UNCERTAIN: (
        "It was on the wire when the answer or the worker was lost",
        "The drain after the quarantine: Notify is asked, an e-mail goes again. Where that ends, a person",
    ),
    MessageState.ACKNOWLEDGED: ("A person who dealt with it", "Nobody"),
    MessageState.DROPPED: ("The drain, of what was overtaken while it waited; a manager, of a batch", "Nobody"),
}
WHY: dict[Outcome, str] = {
    Outcome.UNREACHABLE: "The server does not answer",
    Outcome.TOO_MANY: "It asks for a pause",
    Outcome.TURNED_AWAY: "It does not accept us",
}


def messages() -> str:
    return page(
        "What becomes of a message",
        "Printed by `manage.py print_rules messages`. Times are those of `notifications/rules/retry.py`; decision 0023 "
        "says why.",
        table(["State", "Who brings it there", "Who takes it on"], [_cells(state) for state in MessageState]),
        f"Refused for now, a message is tried again after {waits(WAITS)}; then it is failed. What may have left rests "
        f"for the quarantine. {_channels(ASKED_BY_REFERENCE)}: Notify is then asked by reference whether it has it. "
        f"{_channels(MAY_BE_SENT_AGAIN)}: sent again if Notify never had it, or if there is nobody to ask, "
        f"{SENT_AGAIN_AT_MOST} times at most. Any other, and any after that, is for a person.",
        "When the fault is not of the message, the whole channel stands still, then one message is tried. What waited "
        f"for more than {PATIENCE_WITH_A_CHANNEL.days} days of it goes to a person.",
        table(["Fault", "The channel stands still for"], [[WHY[fault], waits(PAUSES[fault])] for fault in PAUSES]),
    )


def _cells(state: MessageState) -> list[str]:
    comes, goes = STATES[state]
    return [f"`{state.value}` {state.label}", comes, goes]


def _channels(channels: frozenset[MessageChannel]) -> str:
    return ", ".join(channel.label for channel in MessageChannel if channel in channels)


def waits(table_of_waits: Sequence[timedelta]) -> str:
    """10 seconds, 1 minute, 5 minutes and 8 times 8 hours."""
    parts = []
    for wait in dict.fromkeys(table_of_waits):
        times = table_of_waits.count(wait)
        parts.append(f"{f'{times} times ' if times > 1 else ''}{_in_words(wait)}")
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _in_words(wait: timedelta) -> str:
    seconds = int(wait.total_seconds())
    for size, unit in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds % size == 0:
            return f"{seconds // size} {unit}{'s' if seconds > size else ''}"
    raise AssertionError("a wait is a whole number of seconds")
