"""Who opened which confidential record. Written when the door is opened, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from accounts.models.audit import APPEND_ONLY


class AccessLogEntry(models.Model):
    at = models.DateTimeField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=60)
    purpose = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "access log entries"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_ref", "-id"], name="access_to_a_subject"),
            BrinIndex(fields=["at"], name="access_by_time"),
        ]
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who_id} {self.subject_type} {self.subject_ref}"
