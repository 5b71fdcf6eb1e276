"""Channels that stand still: the fault is of the server or the account, not of any one message."""

from __future__ import annotations

from django.db import models

from notifications.enums import MessageChannel


class ChannelPause(models.Model):
    """Nothing is handed to this channel before `until`; then one message is tried. `times` is how often in a row that
    failed since `since`. The row goes when a message gets through."""

    channel = models.CharField(max_length=12, choices=MessageChannel, primary_key=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.reason}"
