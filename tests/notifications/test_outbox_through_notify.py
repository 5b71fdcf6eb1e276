"""What may have left through GOV.UK Notify: asked by reference after the quarantine, before anything is sent again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from drills.fake_notify import FakeNotify
from drills.notify_messages import ENDED_AFTER
from drills.sink_faults import Faults
from notifications.actions.delivery_status import check_deliveries
from notifications.actions.outbox import drain
from notifications.enums import MessageState
from notifications.models import OutboxMessage
from notifications.rules.delivery_status import ASKED_EVERY, ASKED_FOR
from tests.notifications.mail_sink import MailSink
from tests.notifications.notify_journal import taken
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Waiting = Callable[..., OutboxMessage]
QUARANTINE = timedelta(seconds=60)
NOTHING_TAKEN = Faults(hang=1, silence=0)


def only() -> OutboxMessage:
    return OutboxMessage.objects.get()


def arrived(notify: FakeNotify) -> list[str]:
    return [entry.reference for entry in taken(notify)]


def drain_after(wait: timedelta) -> None:
    with clock.frozen_at(clock.now() + wait):
        drain()


@pytest.fixture
def jo(jo: Any) -> Any:
    jo.phone = "07700900123"
    jo.save()
    return jo


@pytest.mark.parametrize("channel", ["notify_email", "text"])
def test_taken_and_its_answer_lost_it_is_found_by_reference_and_not_sent_again(
    waiting: Waiting, notify: FakeNotify, channel: str
) -> None:
    message = waiting(channel=channel)
    notify.misbehave(Faults(drop=1))
    drain()
    assert (only().state, only().settled_at, only().doubts) == ("uncertain", None, 1)
    drain()
    notify.misbehave(Faults())
    drain_after(QUARANTINE)
    assert (only().state, bool(only().provider_id)) == ("sent", True)
    assert arrived(notify) == [str(message.reference)]


def test_an_email_notify_never_had_goes_again_under_the_same_reference(waiting: Waiting, notify: FakeNotify) -> None:
    message = waiting(channel="notify_email")
    notify.misbehave(NOTHING_TAKEN)
    drain()
    assert (only().state, only().doubts) == ("uncertain", 1)
    notify.misbehave(Faults())
    drain_after(QUARANTINE)
    assert (only().state, only().attempts) == ("sent", 2)
    assert arrived(notify) == [str(message.reference)]


@pytest.mark.parametrize(("channel", "to"), [("text", "07700900123"), ("letter", "Jo Reed\n1 High Street\nME14 1XX")])
def test_a_text_or_letter_notify_never_had_goes_to_a_person(
    waiting: Waiting, notify: FakeNotify, channel: str, to: str
) -> None:
    waiting(channel=channel)
    OutboxMessage.objects.update(recipient=None, address=to)
    notify.misbehave(NOTHING_TAKEN)
    drain()
    assert list(OutboxMessage.objects.needing_a_person()) == []
    notify.misbehave(Faults())
    drain_after(QUARANTINE)
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]
    assert only().last_error == "GOV.UK Notify never had it."
    assert arrived(notify) == []


def test_while_notify_cannot_be_asked_nothing_is_sent_again(
    waiting: Waiting, notify: FakeNotify, settings: Any
) -> None:
    waiting(channel="notify_email")
    notify.misbehave(NOTHING_TAKEN)
    drain()
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:9"
    drain_after(QUARANTINE)
    assert (only().state, only().settled_at, only().attempts) == ("uncertain", None, 1)


def test_notify_not_set_up_is_for_a_person_and_email_goes_on(waiting: Waiting) -> None:
    waiting("a", channel="notify_email")
    waiting("b")
    drained = drain()
    assert (drained.counts[MessageState.FAILED], drained.counts[MessageState.SENT]) == (1, 1)
    assert [message.last_error for message in OutboxMessage.objects.needing_a_person()] == [
        "GOV.UK Notify is not set up."
    ]


def test_mail_to_staff_leaves_through_notify_when_a_setting_says_so(
    waiting: Waiting, notify: FakeNotify, settings: Any
) -> None:
    settings.STAFF_MAIL_THROUGH = "notify"
    message = waiting()
    drain()
    assert (only().state, only().channel) == ("sent", "notify_email")
    assert arrived(notify) == [str(message.reference)]
    assert mail.outbox == []


def test_a_key_that_is_not_accepted_stops_notify_and_not_the_mail_server(
    waiting: Waiting, notify: FakeNotify, sink: MailSink, settings: Any
) -> None:
    settings.NOTIFY_API_KEY = settings.NOTIFY_API_KEY[:-1] + "0"
    waiting("a", channel="notify_email")
    waiting("b", channel="notify_email")
    waiting("c")
    drained = drain()
    assert list(drained.stopped) == ["notify_email"]
    assert drained.tally().error != ""
    assert sorted(OutboxMessage.objects.values_list("channel", "state", "attempts")) == [
        ("email", "sent", 1),
        ("notify_email", "queued", 0),
        ("notify_email", "queued", 0),
    ]


def sent(waiting: Waiting, notify: FakeNotify, **facts: Any) -> OutboxMessage:
    waiting(channel=facts.pop("channel", "notify_email"), **facts)
    drain()
    return only()


def later(wait: timedelta) -> Any:
    return clock.frozen_at(clock.now() + wait)


def test_it_is_asked_until_notify_says_that_it_arrived(waiting: Waiting, notify: FakeNotify) -> None:
    sent(waiting, notify)
    assert check_deliveries().done == 0
    assert (only().state, only().checked_at) == ("sent", clock.now())
    _wait_for_the_end()
    assert check_deliveries().done == 0, "asked a moment ago"
    with later(ASKED_EVERY):
        assert check_deliveries().done == 1
    assert (only().state, only().provider_status) == ("delivered", "delivered")


def test_not_delivered_is_for_a_person_in_plain_words(waiting: Waiting, notify: FakeNotify, jo: Any) -> None:
    notify.misbehave(Faults(ends={jo.email: "permanent-failure"}))
    sent(waiting, notify)
    _wait_for_the_end()
    assert check_deliveries().done == 1
    assert (only().state, only().last_error) == ("failed", "Not delivered. The address does not exist.")
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_after_three_days_of_nothing_a_person_must_look(waiting: Waiting, notify: FakeNotify, jo: Any) -> None:
    notify.misbehave(Faults(ends={jo.email: "sending"}))
    sent(waiting, notify)
    with later(ASKED_FOR):
        assert check_deliveries().done == 0
    with later(ASKED_FOR + ASKED_EVERY):
        assert check_deliveries().done == 1
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_what_cannot_be_asked_about_is_no_success(waiting: Waiting, notify: FakeNotify, settings: Any) -> None:
    message = sent(waiting, notify)
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:9"
    assert check_deliveries().failed == [message.pk]
    assert only().state == MessageState.SENT


def test_mail_over_smtp_is_not_asked_about(waiting: Waiting) -> None:
    waiting()
    drain()
    assert not OutboxMessage.objects.awaiting_status().exists()


def _wait_for_the_end() -> None:
    time.sleep(ENDED_AFTER + 0.05)
