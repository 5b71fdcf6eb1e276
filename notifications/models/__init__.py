from __future__ import annotations

from notifications.models.outbox import OutboxMessage
from notifications.models.reminders import Reminder

__all__ = ["OutboxMessage", "Reminder"]
