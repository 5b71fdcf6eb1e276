"""The note of a meeting or call, sent to them to be agreed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from victims.complaint_enums import NoteAnswer
from victims.models.contact import ContactEntry


class AgreedNote(models.Model):
    """One for a contact: sent on a day; then what they answered, who may have it changed (HMIP 2.10)."""

    contact = models.OneToOneField(ContactEntry, on_delete=models.PROTECT, related_name="agreed_note")
    sent_on = models.DateField()
    answer = models.CharField(max_length=10, choices=NoteAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    changes = models.TextField(blank=True, max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="note_is_answered_after_it_is_sent",
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answer__in=NoteAnswer.values, answered_on__isnull=False, answered_on__gte=F("sent_on")),
            ),
            models.CheckConstraint(
                name="note_not_agreed_says_what_they_said",
                condition=~Q(answer__in=["amended", "not_agreed"]) | ~Q(changes=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Note of {self.contact_id} sent {self.sent_on:%Y-%m-%d}"
