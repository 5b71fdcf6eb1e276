"""Every way GOV.UK Notify can behave, and what we then say we know. The fake keeps what it took."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from drills.fake_notify import FakeNotify
from drills.sink_faults import Faults
from notifications.channels.delivery import Delivery, Parcel
from notifications.channels.notify import NOT_SET_UP, Notify
from notifications.enums import MessageChannel, Outcome
from tests.notifications.notify_journal import taken

HELLO = Parcel(
    channel=MessageChannel.NOTIFY_EMAIL,
    key="1:due_soon:2026-11-26:7",
    reference="6b0d1f6e-8c1b-4f0e-9d0a-0a4b1f6a3c11",
    to="jo.reed@example.org",
    subject="A date is near",
    body="Open it.",
)
TEXT = replace(HELLO, channel=MessageChannel.TEXT, to="07700900123")
LETTER = replace(HELLO, channel=MessageChannel.LETTER, to="Jo Reed\n1 High Street\nMaidstone\nME14 1XX")


def send(parcel: Parcel) -> Delivery:
    notify = Notify()
    try:
        return notify.send(parcel)
    finally:
        notify.close()


def ask(parcel: Parcel) -> Delivery:
    notify = Notify()
    try:
        return notify.ask(parcel)
    finally:
        notify.close()


@pytest.mark.parametrize("parcel", [HELLO, TEXT, LETTER], ids=lambda parcel: parcel.channel)
def test_taken_with_our_reference(notify: FakeNotify, parcel: Parcel) -> None:
    delivery = send(parcel)

    assert (delivery.outcome, bool(delivery.provider_id)) == (Outcome.SENT, True)
    [entry] = taken(notify)
    assert (entry.reference, entry.to) == (parcel.reference, parcel.to.splitlines()[0])
    assert "Open it." in entry.body


@pytest.mark.parametrize("missing", ["NOTIFY_API_KEY", "NOTIFY_TEMPLATES"])
def test_not_set_up_is_said_and_nothing_is_sent(notify: FakeNotify, settings: Any, missing: str) -> None:
    setattr(settings, missing, type(getattr(settings, missing))())

    assert send(HELLO) == Delivery(Outcome.REFUSED, NOT_SET_UP)
    assert taken(notify) == []


def test_a_key_that_is_none_stops_nobody(settings: Any) -> None:
    settings.NOTIFY_API_KEY = "something"
    assert send(HELLO) == Delivery(Outcome.REFUSED, NOT_SET_UP)


def test_refused_for_good_with_its_own_sentence(notify: FakeNotify) -> None:
    delivery = send(replace(HELLO, to=""))

    assert delivery.outcome is Outcome.REFUSED
    assert delivery.error == "GOV.UK Notify refused it: 400 email_address is a required property"


def test_a_key_that_is_not_accepted_is_about_us(notify: FakeNotify, settings: Any) -> None:
    settings.NOTIFY_API_KEY = settings.NOTIFY_API_KEY[:-1] + "0"
    delivery = send(HELLO)

    assert delivery.outcome is Outcome.TURNED_AWAY
    assert "403" in delivery.error


def test_refused_for_now(notify: FakeNotify) -> None:
    notify.misbehave(Faults(refuse=1))
    assert send(HELLO).outcome is Outcome.REFUSED_FOR_NOW
    assert taken(notify) == []


def test_nobody_there(notify: FakeNotify, settings: Any) -> None:
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:9"
    assert send(HELLO).outcome is Outcome.UNREACHABLE
    assert ask(HELLO).outcome is Outcome.UNREACHABLE


def test_hung_up_after_it_was_taken_means_nobody_knows_and_asking_tells(notify: FakeNotify) -> None:
    assert ask(HELLO).outcome is Outcome.NOT_KNOWN
    notify.misbehave(Faults(drop=1))
    assert send(HELLO).outcome is Outcome.UNCERTAIN

    answer = ask(HELLO)
    assert (answer.outcome, bool(answer.provider_id)) == (Outcome.SENT, True)


def test_no_answer_in_two_seconds_means_nobody_knows(notify: FakeNotify) -> None:
    notify.misbehave(Faults(slow=1, silence=5))
    assert send(HELLO).outcome is Outcome.UNCERTAIN


def test_the_status_is_told_by_its_number(notify: FakeNotify) -> None:
    session, delivery = Notify(), send(HELLO)
    assert session.status(delivery.provider_id).status in {"created", "sending"}
    assert session.status("5a2f0c1e-7d3b-4a6e-9c48-1f0e2d3c4b5a").why.startswith("GOV.UK Notify refused it: 404")
    session.close()
