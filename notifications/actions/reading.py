"""A reader has seen something. It changes nothing but their own list, so it is not in the audit trail."""

from __future__ import annotations

from accounts.models import User
from notifications.models import Reminder
from vlu.lib import clock


def mark_read(*, reminder: Reminder) -> None:
    """The first reading is kept."""
    Reminder.objects.unread().filter(pk=reminder.pk).update(read_at=clock.now())


def mark_all_read(*, up_to: int, by: User) -> int:
    """Everything the reader could have seen; what was raised after their page was made stays unread. How many."""
    seen = Reminder.objects.visible_to(by).unread().filter(pk__lte=up_to)
    return seen.update(read_at=clock.now())
