"""The door to a reminder: only its reader's own."""

from __future__ import annotations

from accounts.models import User
from notifications.models import Reminder
from vlu.lib.errors import NotFound


def get_reminder(user: User, number: int) -> Reminder:
    """Raises NotFound for somebody else's, as for one that does not exist."""
    found = Reminder.objects.visible_to(user).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
