"""Old messages lose their words and their address; those that need a person keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.actions.retention import forget_words
from notifications.actions.undelivered import MessageMovedOn, deal_with, mark_returned
from notifications.models import OutboxMessage
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Waiting = Callable[..., OutboxMessage]


def words() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("dedupe_key", "body"))


def test_words_and_address_go_and_the_rest_stays(waiting: Waiting) -> None:
    long_ago = clock.now() - timedelta(days=91)
    waiting("old", state="sent", settled_at=long_ago)
    OutboxMessage.objects.update(recipient=None, address="inbox@kent.example")

    assert [forget_words().done for _ in range(2)] == [1, 0]

    message = OutboxMessage.objects.get()
    assert (message.subject, message.body, message.address, message.forgotten_at) == ("", "", "", clock.now())
    assert (message.state, message.settled_at, message.dedupe_key) == ("sent", long_ago, "old")


def test_what_is_young_waits_or_needs_a_person_keeps_them(waiting: Waiting) -> None:
    long_ago = clock.now() - timedelta(days=91)
    waiting("young", state="sent", settled_at=clock.now() - timedelta(days=90))
    waiting("waiting")
    waiting("failed", state="failed", settled_at=long_ago)
    waiting("uncertain", state="uncertain", settled_at=long_ago)

    assert forget_words().done == 0
    assert set(words().values()) == {"Open the case."}


def test_what_was_acknowledged_lately_keeps_them(waiting: Waiting) -> None:
    message = waiting("dealt with", settled_at=clock.now() - timedelta(days=200))
    settled = {"state": "acknowledged", "acknowledged_by": message.recipient, "note": "Rang them"}
    OutboxMessage.objects.update(acknowledged_at=clock.now() - timedelta(days=1), **settled)
    assert forget_words().done == 0

    OutboxMessage.objects.update(acknowledged_at=clock.now() - timedelta(days=91))
    assert forget_words().done == 1


def test_a_printed_letter_that_nobody_need_post_loses_them_too(waiting: Waiting, jo: User) -> None:
    letter = waiting("letter", channel="print")
    letter.recipient, letter.address = None, "Ann Hall\n1 High Street\nLeeds\nLS1 1AA"
    letter.save()
    deal_with(message=letter, note="Rang them", by=jo)
    with clock.frozen_at(clock.now() + timedelta(days=91)):
        assert forget_words().done == 1


def test_a_letter_that_comes_back_after_its_words_are_gone_is_refused_in_words(
    waiting: Waiting, person: Callable[..., User]
) -> None:
    """Nobody could see what to send again: the row was as good as gone, and the database refuses it another state."""
    letter = waiting("old", channel="print", state="sent", settled_at=clock.now() - timedelta(days=91))
    OutboxMessage.objects.update(recipient=None, address="The Office\n1 High Street")
    forget_words()
    with pytest.raises(MessageMovedOn):
        mark_returned(message=letter, by=person(Role.VAO))


def test_what_a_provider_must_still_be_asked_about_keeps_them(waiting: Waiting) -> None:
    """After a long stop of that job it may turn out not to have arrived, and then somebody needs its words."""
    waiting("asked", channel="notify_email", state="sent", settled_at=clock.now() - timedelta(days=91))
    assert forget_words().done == 0
