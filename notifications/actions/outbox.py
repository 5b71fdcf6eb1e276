"""Take messages out of the outbox: claim, begin, hand over, settle.

A few rows are claimed at a time, with a short hold. Each is committed as begun before anything of it goes on the wire;
that commit also settles the one before. So whoever finds a row whose lease is over knows whether it may have left: of a
killed worker's rows that is one at most, and the others wait as before.

What may have left is uncertain. After a quarantine Notify is asked by our reference before anything is sent again; an
e-mail over SMTP, which cannot be asked, goes again with the same Message-ID, a few times at most; a text or a letter is
never sent twice. Where that ends, a person looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from notifications.actions.channel_pauses import let_stand_still, resume
from notifications.actions.claiming import claim, put_back, take_back_expired
from notifications.actions.settling import settle, settle_and_begin
from notifications.channels.carriers import Carriers
from notifications.channels.delivery import Delivery, Parcel
from notifications.enums import MessageChannel, MessageState, Outcome
from notifications.models import ChannelPause, OutboxMessage
from notifications.rules.retry import ASKED_BY_REFERENCE, Next, sent_again
from vlu.lib import clock
from vlu.lib.sweep import SomeRowsFailed, Tally


@dataclass
class Drained:
    """How many messages of this run ended in each state, and how many of them need a person. `stopped`: channels that
    stand still, and why."""

    counts: dict[MessageState, int] = field(default_factory=lambda: dict.fromkeys(MessageState, 0))
    for_a_person: int = 0
    stopped: dict[str, str] = field(default_factory=dict)

    def note(self, after: Next) -> None:
        self.counts[after.state] += 1
        self.for_a_person += after.needs_a_person

    def tally(self) -> Tally:
        """Dropped is done too: it needed no sending. Waiting for its next try is neither."""
        done = self.counts[MessageState.SENT] + self.counts[MessageState.DROPPED]
        return Tally(done, self.for_a_person, self.why_stopped)

    @property
    def why_stopped(self) -> str:
        """A sentence for each channel, empty when all work."""
        sentences = (f"{MessageChannel(channel).label}: {reason}" for channel, reason in sorted(self.stopped.items()))
        return " ".join(sentences)

    def raise_if_any_failed(self, what: str) -> None:
        """Raises SomeRowsFailed for messages that need a person, and for channels that stand still."""
        if self.for_a_person or self.stopped:
            need = f"{self.for_a_person} of the {what} need a person. The log names them. {self.why_stopped}"
            raise SomeRowsFailed(need.strip())


def drain(for_at_most: timedelta | None = None) -> Drained:
    """Send what is waiting, until nothing is, the time is up, or every channel stands still."""
    now, pauses = clock.instant(), list(ChannelPause.objects.all())
    run = Run(None if for_at_most is None else now + for_at_most, {pause.channel for pause in pauses})
    run.drained.stopped.update({pause.channel: pause.reason for pause in pauses if pause.until > now})
    for after in take_back_expired():
        run.drained.note(after)
    with Carriers() as carriers:
        while run.has_time:
            claimed = claim(not_through=run.drained.stopped)
            for after in claimed.ended:
                run.drained.note(after)
            if not claimed.found:
                break
            run.hand_over(claimed.ready, carriers)
    return run.drained


@dataclass
class Run:
    """One drain. `ended` is the message that was handed over last and is not settled yet."""

    until: datetime | None
    paused_before: set[str]
    drained: Drained = field(default_factory=Drained)
    ended: tuple[OutboxMessage, Delivery] | None = None

    @property
    def has_time(self) -> bool:
        return self.until is None or clock.instant() < self.until

    def hand_over(self, messages: list[OutboxMessage], carriers: Carriers) -> None:
        """What there is no time for, or whose channel stopped meanwhile, waits as before."""
        left = []
        for message in messages:
            if not self.has_time or message.channel in self.drained.stopped:
                left.append(message)
            elif message.doubts and message.channel in ASKED_BY_REFERENCE:
                self._ask_first(message, carriers)
            else:
                self._send(message, carriers)
        self._settle_last()
        put_back(left)

    def _ask_first(self, message: OutboxMessage, carriers: Carriers) -> None:
        self._settle_last()
        answer = carriers.ask(_parcel(message))
        if answer.outcome is Outcome.NOT_KNOWN and sent_again(MessageChannel(message.channel), message.doubts):
            self._send(message, carriers)
            return
        if not answer.outcome.stops_the_channel:
            message.attempts += 1
        self.ended = (message, answer)
        self._settle_last()

    def _send(self, message: OutboxMessage, carriers: Carriers) -> None:
        """One commit settles the message before and begins this one."""
        before, self.ended = self.ended, None
        after, is_ours = settle_and_begin(before, message)
        if before and after:
            self._note(*before, after)
        if is_ours:
            self.ended = (message, carriers.send(_parcel(message)))
            if self.ended[1].outcome.stops_the_channel:
                self._settle_last()

    def _settle_last(self) -> None:
        if self.ended is not None:
            (message, delivery), self.ended = self.ended, None
            self._note(message, delivery, settle(message, delivery))

    def _note(self, message: OutboxMessage, delivery: Delivery, after: Next) -> None:
        self.drained.note(after)
        channel = MessageChannel(message.channel)
        if delivery.outcome.stops_the_channel:
            self.drained.stopped[channel] = let_stand_still(channel, delivery).reason
        elif delivery.outcome is Outcome.SENT and channel in self.paused_before:
            self.paused_before.discard(channel)
            resume(channel)


def _parcel(message: OutboxMessage) -> Parcel:
    return Parcel(
        channel=MessageChannel(message.channel),
        key=message.dedupe_key,
        reference=str(message.reference),
        to=message.goes_to,
        subject=message.subject,
        body=message.body,
    )
