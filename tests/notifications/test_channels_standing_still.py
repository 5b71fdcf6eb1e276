"""A fault of the server or the account stops its channel, for longer each time, and no message pays for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.actions.outbox import drain
from notifications.enums import MessageState, Outcome
from notifications.models import ChannelPause, OutboxMessage
from notifications.rules.retry import PATIENCE_WITH_A_CHANNEL, PAUSES
from tests.notifications.mail_sink import MailSink
from vlu.lib import clock
from vlu.lib.sweep import SomeRowsFailed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Waiting = Callable[..., OutboxMessage]
SECOND = timedelta(seconds=1)


def states() -> list[tuple[str, int]]:
    return list(OutboxMessage.objects.order_by("dedupe_key").values_list("state", "attempts"))


def test_nothing_is_tried_until_the_wait_is_over_and_the_run_is_no_success(waiting: Waiting, sink: MailSink) -> None:
    waiting()
    sink.answer_to_sender = "530 Sign in first"
    drain()
    sink.answer_to_sender = "250 OK"
    again = drain()
    assert states() == [("queued", 0)]
    with pytest.raises(SomeRowsFailed, match="E-mail: The mail server takes nothing from us: 530"):
        again.raise_if_any_failed("messages")


def test_a_message_that_gets_through_ends_the_pause(waiting: Waiting, sink: MailSink) -> None:
    waiting("a")
    waiting("b")
    sink.answer_to_sender = "452 Too many of yours"
    drain()
    sink.answer_to_sender = "250 OK"
    with clock.frozen_at(clock.now() + PAUSES[Outcome.TOO_MANY][0]):
        assert drain().counts[MessageState.SENT] == 2
    assert not ChannelPause.objects.exists()


def test_each_failure_in_a_row_makes_the_wait_longer(waiting: Waiting, sink: MailSink) -> None:
    waiting()
    sink.stop()
    waits, now = [], clock.now()
    for _ in range(len(PAUSES[Outcome.UNREACHABLE]) + 1):
        with clock.frozen_at(now):
            drain()
        pause = ChannelPause.objects.get()
        waits.append(pause.until - now)
        now = pause.until
    assert waits == [*PAUSES[Outcome.UNREACHABLE], PAUSES[Outcome.UNREACHABLE][-1]]
    assert states() == [("queued", 0)]


def test_after_three_days_what_waited_goes_to_a_person(waiting: Waiting, sink: MailSink) -> None:
    waiting("old")
    waiting("young", not_before=clock.now() + PATIENCE_WITH_A_CHANNEL)
    sink.stop()
    drain()
    with clock.frozen_at(clock.now() + PATIENCE_WITH_A_CHANNEL + SECOND):
        drain()
    assert states() == [("failed", 0), ("queued", 0)]
    [failed] = OutboxMessage.objects.needing_a_person()
    assert "cannot be reached" in failed.last_error


def test_one_that_makes_the_server_close_holds_up_no_other(
    waiting: Waiting, sink: MailSink, person: Callable[..., User]
) -> None:
    sink.refused = "ann@example.org"
    waiting("a", recipient=person(Role.VLO, email=sink.refused))
    waiting("b")
    drain()
    assert states() == [("queued", 0), ("queued", 0)]
    with clock.frozen_at(clock.now() + PAUSES[Outcome.UNREACHABLE][0]):
        drain()
    assert states() == [("queued", 0), ("sent", 1)]
