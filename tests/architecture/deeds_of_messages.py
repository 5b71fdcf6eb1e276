"""What a manager or an administration officer does with messages (tests.architecture.deeds)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from accounts.enums import Role
from accounts.models import User
from notifications.actions import held_batches, queueing, undelivered
from notifications.models import OutboxMessage
from tests.access.world import World
from tests.access.world_of_messages import ENVELOPE, message_of
from tests.architecture.deed import Deed


def _queue_a_heap(world: World, by: None) -> object:
    heap = [
        OutboxMessage(dedupe_key=f"heap:{number}", cause="prompt", address="care@kent.example", subject="A", body="B")
        for number in range(settings.OUTGOING_BATCH_LIMIT + 1)
    ]
    return queueing.queue(heap, unit=world.colleague.region_code, run=queueing.Run("notifications.chase"))


def _discard(world: World, by: User) -> object:
    return held_batches.discard_batch(batch=world.held_batch, reason="Made by mistake", by=by)


def _settles(action: Callable[..., object], key: str, **facts: str) -> Callable[[World, User], object]:
    return lambda world, by: action(message=message_of(key), by=by, **facts)


DEEDS: dict[str, Deed] = {
    "notifications.actions.queueing.queue": Deed(None, _queue_a_heap, ("messages.held",)),
    "notifications.actions.queueing.tell_of_held_batches": Deed(
        None, lambda world, by: queueing.tell_of_held_batches(), ("messages.held",)
    ),
    "notifications.actions.held_batches.sample_batch": Deed(
        Role.MANAGER,
        lambda world, by: held_batches.sample_batch(batch=world.held_batch, by=by),
        ("messages.sampled",),
    ),
    "notifications.actions.held_batches.release_batch": Deed(
        Role.MANAGER,
        lambda world, by: held_batches.release_batch(batch=world.held_batch, by=by),
        ("messages.released",),
    ),
    **{
        f"notifications.actions.undelivered.{name}": Deed(Role.VAO, do, (verb,))
        for name, do, verb in (
            ("send_again", _settles(undelivered.send_again, "failed"), "message.sent_again"),
            ("post_instead", _settles(undelivered.post_instead, "failed", envelope=ENVELOPE), "message.to_be_posted"),
            ("deal_with", _settles(undelivered.deal_with, "failed", note="Telephoned"), "message.dealt_with"),
            ("mark_posted", _settles(undelivered.mark_posted, "print"), "message.posted"),
            ("mark_returned", _settles(undelivered.mark_returned, "posted"), "message.came_back"),
        )
    },
    "notifications.actions.held_batches.discard_batch": Deed(Role.MANAGER, _discard, ("messages.discarded",)),
}
