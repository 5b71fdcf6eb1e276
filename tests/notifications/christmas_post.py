"""The post of a day: beat's work at one moment, and everything that came of it, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.message import Message

from accounts.models import User
from notifications.actions.digests import write_digests
from notifications.actions.offers import tell_of_offers
from notifications.actions.outbox import drain
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from notifications.queries.reminders import reminders_of
from notifications.queries.words import sentence_of
from tests.notifications.mail_sink import MailSink
from victims.actions.offering_again import offer_before_dates
from victims.models import Deadline
from vlu.lib import clock
from vlu.lib.dates import in_words

WHY = {
    "dropped": "an e-mail is not sent, because nothing in it stands any more",
    "held": "an e-mail waits for a manager's decision",
    "failed": "an e-mail could not be sent",
    "uncertain": "an e-mail may or may not have been sent",
}
STANDING_WORDS = ("Open ", "All your reminders:", "This message names nobody", "Please do not reply", "http")


class Post:
    """What was listed already is remembered, so that everything is listed once."""

    def __init__(self, sink: MailSink) -> None:
        self.sink = sink
        self.listed, self.taken = 0, 0
        self.not_sent: set[tuple[int, str]] = set()
        self.clocks: dict[int, str] = {}

    def of(self, moment: datetime) -> list[str]:
        """Lines of what everything in the timetable that can tell somebody of a case told at that moment."""
        with clock.frozen_at(moment):
            offer_before_dates(clock.today())
            plan_events()
            tell_of_offers(clock.today())
            raise_reminders(clock.today())
            write_digests(clock.now())
            drain()
            return [*self._clocks(), *self._lists(), *self._mails(), *self._not_sent()]

    def _clocks(self) -> Iterator[str]:
        """That began, moved, or ended."""
        rows = Deadline.objects.select_related("enrolment__victim", "event").order_by("enrolment", "due_on", "pk")
        for row in rows:
            said = f"due {in_words(row.due_on)}"
            if row.met_on:
                said = f"met on {in_words(row.met_on)}, {said}"
            elif row.withdrawn_on:
                said = f"no longer due, was {said}"
            if self.clocks.get(row.pk) != said:
                self.clocks[row.pk] = said
                about = f" ({row.event.get_kind_display().lower()})" if row.event else ""
                yield f"clock   {row.enrolment.victim.short_name}: {row.get_kind_display()}{about}, {said}"

    def _lists(self) -> Iterator[str]:
        """In the application, for those who have a list there."""
        new = list(Reminder.objects.filter(pk__gt=self.listed).select_related("reader__organisation").order_by("pk"))
        for reader in dict.fromkeys(reminder.reader for reminder in new):
            shown = [row for row in reminders_of(reader).rows if row.pk > self.listed]
            yield from (f"list    {reader.name}: {sentence_of(row)}" for row in reversed(shown))
        self.listed = max((reminder.pk for reminder in new), default=self.listed)

    def _mails(self) -> Iterator[str]:
        new = self.sink.messages[self.taken :]
        names = dict(User.objects.values_list("email", "name")) if new else {}
        for message in new:
            subject = " ".join(str(message["Subject"]).split())
            yield f"e-mail  {names[message['To']]}: {subject}"
            yield from (f"          {line}" for line in _own_words(message) if line != f"{subject}.")
        self.taken = len(self.sink.messages)

    def _not_sent(self) -> Iterator[str]:
        for message in OutboxMessage.objects.filter(state__in=WHY).select_related("recipient").order_by("pk"):
            if (message.pk, message.state) not in self.not_sent:
                self.not_sent.add((message.pk, message.state))
                to = message.recipient.name if message.recipient else message.address
                yield f"{message.state:<7} {to}: {WHY[message.state]}"


def _own_words(message: Message) -> Iterator[str]:
    """Without what every message says."""
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    for line in body.decode().splitlines():
        if line and not line.startswith(STANDING_WORDS):
            yield line
