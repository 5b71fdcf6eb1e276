"""Claiming and settling: every outcome ends in one state, and a message is claimed by one worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import User
from notifications.actions.claiming import claim, put_back, take_back_expired
from notifications.actions.outbox import drain
from notifications.actions.settling import begin, settle
from notifications.channels.delivery import Delivery
from notifications.channels.email import message_id
from notifications.enums import MessageState, Outcome
from notifications.models import HeldBatch, OutboxMessage
from notifications.rules.retry import SENT_AGAIN_AT_MOST, WAITS
from tests.notifications.mail_sink import MailSink
from victims.models import Deadline
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Waiting = Callable[..., OutboxMessage]
QUARANTINE = timedelta(seconds=60)


def only() -> OutboxMessage:
    return OutboxMessage.objects.get()


def begun() -> OutboxMessage:
    [message] = claim().ready
    assert begin(message)
    return message


def at_once() -> None:
    """Its time has come."""
    OutboxMessage.objects.update(not_before=clock.now())


def end_leases() -> None:
    OutboxMessage.objects.filter(state="sending").update(leased_until=clock.now() - timedelta(seconds=1))


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


def test_a_claimed_message_is_nobody_elses(waiting: Waiting) -> None:
    waiting()
    [message] = claim().ready
    assert claim().found == 0
    assert (only().state, only().leased_by, only().begun_at) == ("sending", message.leased_by, None)


def test_an_attempt_is_counted_when_it_begins_and_has_a_whole_lease(waiting: Waiting) -> None:
    waiting()
    begun()
    assert (only().attempts, only().begun_at, only().leased_until) == (
        1,
        clock.now(),
        clock.now() + timedelta(seconds=18 * 10),
    )


def test_what_is_printed_is_never_claimed(waiting: Waiting) -> None:
    waiting(channel="print")
    assert claim().found == 0


def test_what_is_held_is_never_claimed(waiting: Waiting) -> None:
    batch = HeldBatch.objects.create(origin="notifications.remind", messages_held=1, held_at=clock.now())
    waiting(state="held", batch=batch)
    assert claim().found == 0


def test_a_refusal_that_may_pass_waits_by_the_table_and_ends_with_a_person(waiting: Waiting) -> None:
    waiting()
    for wait in WAITS:
        at_once()
        assert settle(begun(), Delivery(Outcome.REFUSED_FOR_NOW, "Not now")).state == MessageState.QUEUED
        assert only().not_before == clock.now() + wait
    at_once()
    assert settle(begun(), Delivery(Outcome.REFUSED_FOR_NOW, "Not now")).needs_a_person
    assert only().state == MessageState.FAILED
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_refused_for_good_is_never_tried_again(waiting: Waiting) -> None:
    waiting()
    assert settle(begun(), Delivery(Outcome.REFUSED, "550 No such person")).state == MessageState.FAILED
    assert (only().last_error, only().settled_at) == ("550 No such person", clock.now())
    assert drain().counts[MessageState.SENT] == 0
    assert mail.outbox == []
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_an_email_that_may_have_left_goes_again_after_the_quarantine_with_the_same_message_id(waiting: Waiting) -> None:
    waiting("a")
    settle(begun(), Delivery(Outcome.UNCERTAIN, "Broken off"))
    assert (only().state, only().settled_at, only().not_before) == ("uncertain", None, clock.now() + QUARANTINE)
    assert list(OutboxMessage.objects.needing_a_person()) == []
    assert drain().counts[MessageState.SENT] == 0
    with clock.frozen_at(clock.now() + QUARANTINE):
        assert drain().counts[MessageState.SENT] == 1
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [message_id("a")]
    assert (only().state, only().attempts, only().doubts) == ("sent", 2, 1)


def test_an_email_goes_again_three_times_at_most_and_then_a_person_decides(waiting: Waiting) -> None:
    waiting()
    for _ in range(SENT_AGAIN_AT_MOST):
        assert not settle(begun(), Delivery(Outcome.UNCERTAIN, "Broken off")).needs_a_person
        at_once()
    assert settle(begun(), Delivery(Outcome.UNCERTAIN, "Broken off")).needs_a_person
    at_once()
    assert drain().counts[MessageState.SENT] == 0
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_a_refusal_after_a_doubt_keeps_the_doubt(waiting: Waiting) -> None:
    waiting()
    settle(begun(), Delivery(Outcome.UNCERTAIN, "Broken off"))
    at_once()
    settle(begun(), Delivery(Outcome.REFUSED_FOR_NOW, "Not now"))
    assert (only().state, only().settled_at) == ("uncertain", None)
    at_once()
    settle(begun(), Delivery(Outcome.REFUSED, "550 No such person"))
    assert (only().state, only().last_error) == (
        "failed",
        "An earlier attempt may have left. 550 No such person",
    )


def test_what_a_stopped_worker_had_begun_may_have_left(waiting: Waiting) -> None:
    waiting()
    begun()
    assert take_back_expired() == []
    end_leases()
    assert drain().counts[MessageState.UNCERTAIN] == 1
    assert mail.outbox == []
    assert (only().state, only().doubts, only().not_before) == ("uncertain", 1, clock.now() + QUARANTINE)
    with clock.frozen_at(clock.now() + QUARANTINE):
        assert drain().counts[MessageState.SENT] == 1


def test_what_a_stopped_worker_had_not_begun_waits_as_before(waiting: Waiting) -> None:
    waiting()
    assert claim().found == 1
    end_leases()
    assert drain().counts[MessageState.SENT] == 1
    assert (only().doubts, only().attempts) == (0, 1)


def test_a_doubt_outlives_a_worker_that_stopped_before_it_began(waiting: Waiting) -> None:
    waiting()
    settle(begun(), Delivery(Outcome.UNCERTAIN, "Broken off"))
    at_once()
    claim()
    end_leases()
    assert take_back_expired() == []
    assert (only().state, only().settled_at, only().doubts) == ("uncertain", None, 1)


def test_what_was_taken_back_is_not_begun_by_the_worker_that_held_it(waiting: Waiting) -> None:
    waiting()
    [message] = claim().ready
    end_leases()
    take_back_expired()
    assert not begin(message)
    assert only().state == MessageState.QUEUED


def test_a_late_word_that_it_was_sent_is_believed_until_somebody_takes_it_again(waiting: Waiting) -> None:
    waiting()
    late = begun()
    end_leases()
    take_back_expired()
    assert settle(late, Delivery(Outcome.REFUSED, "550 No such person")).state == MessageState.UNCERTAIN
    assert only().state == MessageState.UNCERTAIN
    assert settle(late, Delivery(Outcome.SENT)).state == MessageState.SENT
    assert only().state == MessageState.SENT


def test_a_late_word_changes_nothing_once_another_worker_has_it(waiting: Waiting) -> None:
    waiting()
    late = begun()
    end_leases()
    take_back_expired()
    at_once()
    begun()
    settle(late, Delivery(Outcome.SENT))
    assert only().state == MessageState.SENDING


def test_put_back_waits_as_before(waiting: Waiting) -> None:
    waiting()
    put_back(claim().ready)
    assert (only().state, only().leased_by, only().attempts) == ("queued", "", 0)


def test_a_closed_account_is_not_written_to(waiting: Waiting, jo: User) -> None:
    waiting()
    jo.is_active = False
    jo.save()
    assert drain().counts[MessageState.FAILED] == 1
    assert mail.outbox == []
    assert list(OutboxMessage.objects.needing_a_person()) == [only()]


def test_somebody_without_a_number_is_a_matter_for_a_person_and_for_nobody_else(waiting: Waiting, jo: User) -> None:
    jo.phone = ""
    jo.save()
    waiting(channel="text")
    drained = drain()
    assert (drained.counts[MessageState.FAILED], drained.for_a_person) == (1, 1)
    assert only().last_error == "The reader has no telephone number."
    assert mail.outbox == []


def test_one_message_without_words_stops_no_other(waiting: Waiting) -> None:
    nameless = waiting("a").reminder
    assert nameless
    Deadline.objects.filter(enrolment=nameless.enrolment, kind="referral").delete()
    Deadline.objects.filter(reminders=nameless).update(kind="referral")  # nobody is reminded of it, so it has no words
    waiting("b")
    drained = drain()
    assert (drained.counts[MessageState.FAILED], drained.counts[MessageState.SENT]) == (1, 1)


def test_a_channel_whose_server_does_not_answer_stands_still_and_no_attempt_is_counted(
    waiting: Waiting, sink: MailSink
) -> None:
    waiting("a")
    waiting("b")
    sink.stop()
    assert "cannot be reached" in drain().stopped["email"]
    assert sorted(OutboxMessage.objects.values_list("state", "attempts")) == [("queued", 0), ("queued", 0)]


def test_a_drain_stops_when_its_time_is_up(waiting: Waiting) -> None:
    waiting()
    assert drain(for_at_most=timedelta(0)).counts[MessageState.SENT] == 0
    assert only().state == MessageState.QUEUED
