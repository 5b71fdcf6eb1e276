from __future__ import annotations

from notifications.models.batches import HeldBatch
from notifications.models.channels import ChannelPause
from notifications.models.ladder import Acknowledgement, LadderStep, Snooze, Timer
from notifications.models.outbox import OutboxMessage
from notifications.models.reminders import Reminder

__all__ = ["Acknowledgement", "ChannelPause", "HeldBatch", "LadderStep", "OutboxMessage", "Reminder", "Snooze", "Timer"]
