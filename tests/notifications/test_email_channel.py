"""Every way a mail server can behave, and what we then say we know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core import mail

from notifications.channels.delivery import Delivery, Parcel
from notifications.channels.email import Mailer, message_id
from notifications.enums import MessageChannel, Outcome
from tests.notifications.mail_sink import MailSink

HELLO = Parcel(
    channel=MessageChannel.EMAIL,
    key="1:due_soon:2026-11-26:7",
    reference="6b0d1f6e-8c1b-4f0e-9d0a-0a4b1f6a3c11",
    to="jo.reed@example.org",
    subject="A date is near",
    body="Open it.\n",
)


def send(parcel: Parcel) -> Delivery:
    with Mailer() as mailer:
        return mailer.send(parcel)


def test_taken(sink: MailSink) -> None:
    assert send(HELLO).outcome is Outcome.SENT
    [taken] = sink.messages
    assert (taken["Subject"], taken["To"]) == ("A date is near", "jo.reed@example.org")
    assert taken["Message-ID"] == message_id(HELLO.key)


def test_the_message_id_follows_from_the_key_alone() -> None:
    assert message_id("1:due_soon:2026-11-26:7") == message_id(HELLO.key)
    assert message_id("1:due_soon:2026-11-26:8") != message_id(HELLO.key)
    assert message_id(HELLO.key).endswith("@example.org>")


def test_no_server(sink: MailSink) -> None:
    sink.stop()
    assert send(HELLO).outcome is Outcome.UNREACHABLE


@pytest.mark.parametrize(
    ("answer", "outcome"), [("451 Try later", Outcome.REFUSED_FOR_NOW), ("550 No such person", Outcome.REFUSED)]
)
def test_refused_at_the_recipient(sink: MailSink, answer: str, outcome: Outcome) -> None:
    sink.answer_to_recipient = answer
    delivery = send(HELLO)
    assert (delivery.outcome, delivery.error) == (outcome, f"The mail server refused it: {answer}")
    assert sink.messages == []


@pytest.mark.parametrize(
    ("answer", "outcome"), [("452 Full", Outcome.REFUSED_FOR_NOW), ("554 Not wanted", Outcome.REFUSED)]
)
def test_refused_after_the_text(sink: MailSink, answer: str, outcome: Outcome) -> None:
    sink.answer_to_message = answer
    assert send(HELLO).outcome is outcome


def test_hung_up_before_the_text_means_it_did_not_leave(sink: MailSink) -> None:
    sink.drop_at = "recipient"
    assert send(HELLO).outcome is Outcome.UNREACHABLE
    assert sink.messages == []


def test_hung_up_after_the_text_means_nobody_knows(sink: MailSink) -> None:
    sink.drop_at = "message"
    assert send(HELLO).outcome is Outcome.UNCERTAIN
    assert len(sink.messages) == 1


def test_no_answer_in_time_after_the_text_means_nobody_knows(sink: MailSink) -> None:
    sink.stall_at = "message"
    assert send(HELLO).outcome is Outcome.UNCERTAIN


def test_an_address_that_cannot_be_written_is_refused_for_good(sink: MailSink) -> None:
    assert send(replace(HELLO, to="jo\n@example.org")).outcome is Outcome.REFUSED


def test_other_backends_of_django_work_too() -> None:
    assert send(HELLO).outcome is Outcome.SENT
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id(HELLO.key)


def test_one_connection_serves_many_and_a_refusal_does_not_end_it(sink: MailSink) -> None:
    with Mailer() as mailer:
        assert mailer.send(HELLO).outcome is Outcome.SENT
        sink.answer_to_message = "550 No such person"
        assert mailer.send(HELLO).outcome is Outcome.REFUSED
        sink.answer_to_message = "250 OK"
        assert mailer.send(HELLO).outcome is Outcome.SENT
    assert (len(sink.messages), sink.connections) == (2, 1)


def test_a_connection_the_server_closed_meanwhile_is_opened_again(sink: MailSink) -> None:
    with Mailer() as mailer:
        assert mailer.send(HELLO).outcome is Outcome.SENT
        sink.close_connections()
        assert mailer.send(HELLO).outcome is Outcome.SENT
    assert len(sink.messages) == 2


def test_after_a_connection_that_broke_the_next_message_has_a_new_one(sink: MailSink) -> None:
    with Mailer() as mailer:
        sink.drop_at = "message"
        assert mailer.send(HELLO).outcome is Outcome.UNCERTAIN
        sink.drop_at = ""
        assert mailer.send(HELLO).outcome is Outcome.SENT


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 We do not know you", Outcome.TURNED_AWAY),
        ("530 Sign in first", Outcome.TURNED_AWAY),
        ("452 Too many of yours", Outcome.TOO_MANY),
        ("421 Closing", Outcome.UNREACHABLE),
        ("552 Too large", Outcome.REFUSED),
    ],
)
def test_what_is_refused_before_it_hears_for_whom_is_about_us(sink: MailSink, answer: str, outcome: Outcome) -> None:
    sink.answer_to_sender = answer
    assert send(HELLO).outcome is outcome
    assert sink.messages == []
