"""More messages than the limit, made for one unit by one run, wait for its manager: none is lost, none goes twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from accounts.enums import Role
from accounts.models import AuditEntry, User
from notifications.actions.claiming import claim
from notifications.actions.outbox import drain
from notifications.actions.queueing import Run, queue, tell_of_held_batches
from notifications.actions.reminders import raise_reminders
from notifications.models import HeldBatch, OutboxMessage
from notifications.queries.held import some_of
from tests.factories.victims import ReferralRequestFactory
from victims.models import Enrolment, ReferralRequest
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
HERE, ELSEWHERE = "N57", "N59"
Queue = Callable[..., list[OutboxMessage]]


@pytest.fixture(autouse=True)
def _three_at_most(settings: Any) -> None:
    settings.OUTGOING_BATCH_LIMIT = 3


@pytest.fixture
def manager(person: Callable[..., User]) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def request_of_an_office(manager: User) -> ReferralRequest:
    request: ReferralRequest = ReferralRequestFactory()
    return request


@pytest.fixture
def put(request_of_an_office: ReferralRequest) -> Queue:
    """Queue messages with these keys, each about a request that waits for an answer."""

    def write(*keys: str, run: Run, unit: str | None = HERE) -> list[OutboxMessage]:
        messages = [
            OutboxMessage(
                dedupe_key=key, cause="prompt", address="care@kent.example", subject=key, body="Please refer."
            )
            for key in keys
        ]
        new = queue(messages, unit=unit, run=run)
        for message in new:
            message.requests.set([request_of_an_office])
        return new

    return write


def states(*, cause: str = "prompt") -> dict[str, int]:
    found = OutboxMessage.objects.filter(cause=cause).values_list("state", flat=True)
    return {state: list(found).count(state) for state in set(found)}


def test_as_many_as_the_limit_go_their_way(put: Queue) -> None:
    put("a", "b", "c", run=Run("notifications.chase"))

    assert states() == {"queued": 3}
    assert not HeldBatch.objects.exists()


def test_one_more_holds_them_all_in_one_batch_of_the_unit(put: Queue) -> None:
    put("a", "b", "c", "d", run=Run("notifications.chase"))

    batch = HeldBatch.objects.get()
    assert (batch.region_id, batch.messages_held, batch.origin) == (HERE, 4, "notifications.chase")
    assert states() == {"held": 4}
    entry = AuditEntry.objects.get(verb="messages.held")
    assert (entry.region, entry.facts) == (HERE, {"made_by": "requests for referrals"})


def test_a_run_that_writes_in_small_steps_is_counted_as_a_whole(put: Queue) -> None:
    run = Run("notifications.chase")
    for key in "abcdef":
        put(key, run=run)

    assert states() == {"held": 6}
    assert HeldBatch.objects.get().messages_held == 6


def test_what_has_left_is_not_called_back_and_the_rest_is_held(put: Queue) -> None:
    run = Run("notifications.chase")
    put("a", "b", run=run)
    assert claim(at_most=1).ready
    put("c", "d", run=run)

    assert states() == {"sending": 1, "held": 3}
    assert HeldBatch.objects.get().messages_held == 3


def test_each_unit_is_counted_by_itself(put: Queue) -> None:
    run = Run("notifications.chase")
    put("a", "b", "c", run=run, unit=HERE)
    put("d", "e", "f", run=run, unit=ELSEWHERE)

    assert states() == {"queued": 6}


def test_each_run_is_counted_by_itself(put: Queue) -> None:
    put("a", "b", "c", run=Run("notifications.chase"))
    put("d", "e", "f", run=Run("notifications.chase"))

    assert states() == {"queued": 6}


def test_what_was_there_already_is_neither_doubled_nor_counted(put: Queue) -> None:
    put("a", "b", "c", run=Run("notifications.chase"))
    again = put("a", "b", "c", "d", run=Run("notifications.chase"))

    assert [message.dedupe_key for message in again] == ["d"]
    assert states() == {"queued": 4}


def test_what_was_rolled_back_does_not_count(put: Queue) -> None:
    run = Run("notifications.chase")
    undone(put, "a", "b", "c", run=run)
    put("d", "e", run=run)

    assert states() == {"queued": 2}


def test_a_batch_that_was_rolled_back_is_made_again_with_all_that_stands(put: Queue) -> None:
    run = Run("notifications.chase")
    put("a", "b", "c", run=run)
    undone(put, "d", run=run)
    assert states() == {"queued": 3}
    put("e", run=run)

    assert states() == {"held": 4}
    assert HeldBatch.objects.get().messages_held == 4


def test_what_follows_a_decision_is_held_in_a_batch_of_its_own(put: Queue, manager: User) -> None:
    run = Run("notifications.chase")
    put("a", "b", "c", "d", run=run)
    HeldBatch.objects.update(decision="released", decided_by=manager, decided_at=clock.now())
    OutboxMessage.objects.filter(state="held").update(state="queued")
    put("e", run=run)

    assert states() == {"queued": 4, "held": 1}
    assert HeldBatch.objects.waiting().get().messages_held == 1


def test_what_is_held_is_never_claimed_and_the_manager_is_told_at_once(put: Queue, manager: User) -> None:
    put("a", "b", "c", "d", run=Run("notifications.chase"))
    drain()

    assert states() == {"held": 4}
    assert states(cause="batch") == {"sent": 1}
    (letter,) = mail.outbox
    assert letter.to == [manager.email]
    assert letter.subject == "Messages are held for you: requests for referrals"
    assert f"/messages/held/{HeldBatch.objects.get().pk}/" in letter.body


def test_the_word_to_many_managers_is_not_braked_itself(put: Queue, person: Callable[..., User]) -> None:
    for _ in range(4):
        person(Role.MANAGER)
    put("a", "b", "c", "d", run=Run("notifications.chase"))

    assert states(cause="batch") == {"queued": 5}


def test_where_a_unit_has_no_manager_the_administrators_are_told(put: Queue, person: Callable[..., User]) -> None:
    admin = person(Role.ADMIN)
    put("a", "b", "c", "d", run=Run("notifications.chase"), unit=ELSEWHERE)

    assert OutboxMessage.objects.get(cause="batch").recipient == admin
    assert HeldBatch.objects.visible_to(admin).count() == 1


def test_a_batch_that_a_statement_of_its_own_held_is_told_of_once(manager: User) -> None:
    HeldBatch.objects.create(origin="notifications.remind", region_id=HERE, messages_held=60, held_at=clock.now())

    assert [tell_of_held_batches().done, tell_of_held_batches().done] == [1, 0]
    assert OutboxMessage.objects.get(cause="batch").recipient == manager


def test_a_batch_of_which_nobody_at_all_can_be_told_is_held_and_the_job_fails_until_somebody_can(put: Queue) -> None:
    put("a", "b", "c", "d", run=Run("notifications.chase"), unit=ELSEWHERE)

    assert states() == {"held": 4}
    assert tell_of_held_batches().failed == [HeldBatch.objects.get().pk]


def test_the_word_of_a_batch_decided_meanwhile_does_not_go(put: Queue, manager: User) -> None:
    put("a", "b", "c", "d", run=Run("notifications.chase"))
    HeldBatch.objects.update(decision="released", decided_by=manager, decided_at=clock.now())
    drain()

    assert mail.outbox == []
    assert states(cause="batch") == {"dropped": 1}


def undone(put: Queue, *keys: str, run: Run) -> None:
    with transaction.atomic():
        put(*keys, run=run)
        transaction.set_rollback(True)


def test_reminders_that_one_sweep_raises_in_a_heap_are_held_and_the_manager_is_told(
    settings: Any, manager: User, person: Callable[..., User], enrolled: Callable[..., Enrolment]
) -> None:
    settings.OUTGOING_BATCH_LIMIT = 1
    for _ in range(2):
        enrolment = enrolled(officer=person(Role.VLO))
        Enrolment.objects.filter(pk=enrolment.pk).update(urgent_from=clock.today(), urgent_reason="released")
    with clock.frozen_at(clock.now() + timedelta(days=7)):
        raise_reminders(clock.today())

    batch = HeldBatch.objects.get(origin="notifications.remind", region=HERE)
    assert set(states(cause="reminder")) == {"held"}
    assert OutboxMessage.objects.get(cause="batch").recipient == manager
    assert all(one.subject and one.body for one in some_of(batch)), "they are shown in the words they would leave in"
