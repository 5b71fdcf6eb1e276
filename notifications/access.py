"""The doors to a reminder, which is only its reader's own, to held messages and to those that need a person."""

from __future__ import annotations

from uuid import UUID

from accounts.models import User
from notifications.models import HeldBatch, OutboxMessage, Reminder
from vlu.lib.errors import NotFound


def get_reminder(user: User, number: int) -> Reminder:
    """Raises NotFound for somebody else's, as for one that does not exist."""
    found = Reminder.objects.visible_to(user).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def get_held_batch(user: User, number: int) -> HeldBatch:
    """Raises NotFound for one that is not theirs to decide."""
    found = HeldBatch.objects.visible_to(user).select_related("decided_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def get_message(user: User, reference: UUID) -> OutboxMessage:
    """Raises NotFound for one of another unit."""
    found = OutboxMessage.objects.visible_to(user).about().filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found
