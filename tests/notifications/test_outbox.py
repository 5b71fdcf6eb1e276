"""Claiming and settling: every outcome ends in one state, and a message is claimed by one worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import User
from notifications.actions.outbox import claim, drain, give_up_on_expired, settle
from notifications.channels.delivery import Delivery, Outcome
from notifications.enums import MessageState
from notifications.models import OutboxMessage
from notifications.rules.retry import WAITS
from tests.notifications.mail_sink import MailSink
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Waiting = Callable[..., OutboxMessage]


def only() -> OutboxMessage:
    return OutboxMessage.objects.get()


def claimed() -> OutboxMessage:
    message = claim()
    assert message is not None
    return message


def test_a_drain_sends_everything_that_is_waiting_once(waiting: Waiting) -> None:
    waiting("a")
    waiting("b")
    waiting("c", not_before=clock.now() + timedelta(minutes=1))
    assert [drain().counts[MessageState.SENT] for _ in range(2)] == [2, 0]
    assert len(mail.outbox) == 2
    assert list(OutboxMessage.objects.order_by("dedupe_key").values_list("state", "attempts")) == [
        ("sent", 1),
        ("sent", 1),
        ("queued", 0),
    ]


def test_a_claim_counts_its_attempt_and_nobody_else_gets_the_message(waiting: Waiting) -> None:
    waiting()
    message = claimed()
    assert claim() is None
    assert (only().state, only().attempts, only().leased_by) == ("sending", 1, message.leased_by)


@pytest.mark.parametrize("outcome", [Outcome.UNREACHABLE, Outcome.REFUSED_FOR_NOW])
def test_a_refusal_that_may_pass_waits_by_the_table_and_ends_with_a_person(waiting: Waiting, outcome: Outcome) -> None:
    waiting()
    for wait in WAITS:
        OutboxMessage.objects.update(not_before=clock.now())
        assert settle(claimed(), Delivery(outcome, "Not now")) == MessageState.QUEUED
        assert only().not_before == clock.now() + wait
    OutboxMessage.objects.update(not_before=clock.now())
    assert settle(claimed(), Delivery(outcome, "Not now")) == MessageState.FAILED
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


@pytest.mark.parametrize(
    ("outcome", "state"), [(Outcome.REFUSED, MessageState.FAILED), (Outcome.UNCERTAIN, MessageState.UNCERTAIN)]
)
def test_for_good_and_nobody_knows_are_never_tried_again(
    waiting: Waiting, outcome: Outcome, state: MessageState
) -> None:
    waiting()
    assert settle(claimed(), Delivery(outcome, "550 No such person")) == state
    assert (only().last_error, only().settled_at) == ("550 No such person", clock.now())
    assert drain().counts[MessageState.SENT] == 0
    assert mail.outbox == []
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_a_message_found_in_sending_after_its_lease_is_uncertain_and_never_sent_again(waiting: Waiting) -> None:
    waiting()
    late = claimed()
    assert give_up_on_expired() == 0
    OutboxMessage.objects.update(leased_until=clock.now() - timedelta(seconds=1))
    assert drain().counts[MessageState.UNCERTAIN] == 1
    assert mail.outbox == []
    assert only().state == MessageState.UNCERTAIN
    assert settle(late, Delivery(Outcome.SENT)) == MessageState.UNCERTAIN
    assert only().state == MessageState.UNCERTAIN


def test_a_closed_account_is_not_written_to(waiting: Waiting, jo: User) -> None:
    waiting()
    jo.is_active = False
    jo.save()
    assert drain().counts[MessageState.FAILED] == 1
    assert mail.outbox == []


def test_a_drain_stops_when_no_server_answers_and_the_rest_keep_their_attempts(
    waiting: Waiting, sink: MailSink
) -> None:
    waiting("a")
    waiting("b")
    sink.stop()
    drained = drain()
    assert drained.unreachable
    assert sorted(OutboxMessage.objects.values_list("state", "attempts")) == [("queued", 0), ("queued", 1)]


def test_a_drain_stops_when_its_time_is_up(waiting: Waiting) -> None:
    waiting()
    assert drain(for_at_most=timedelta(0)).counts[MessageState.SENT] == 0
    assert only().state == MessageState.QUEUED
