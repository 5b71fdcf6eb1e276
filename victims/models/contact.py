"""Every contact with a victim, and every attempt. The first one that reached them settles the clocks."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from victims.enums import Channel, ContactOutcome
from victims.models.enrolment import Enrolment
from victims.rules.contact import SPOKEN


class ContactEntry(models.Model):
    """Written once, never edited. `reached` is the rule's answer at the time (victims.rules.contact).
    `owes_reply`: they asked something that was not answered at once."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="contacts")
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    outcome = models.CharField(max_length=14, choices=ContactOutcome)
    reached = models.BooleanField()
    explained = models.JSONField(default=list, blank=True)
    they_asked = models.TextField(blank=True, max_length=4000)
    owes_reply = models.BooleanField(default=False, db_default=False)
    already_knew = models.CharField(max_length=300, blank=True)
    already_knew_from = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True, max_length=4000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-id"]
        verbose_name_plural = "contact entries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="what_they_knew_says_from_whom", condition=Q(already_knew="") | ~Q(already_knew_from="")
            ),
            models.CheckConstraint(
                name="reply_is_owed_to_a_question",
                condition=Q(owes_reply=False) | (Q(reached=True) & ~Q(they_asked="")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["enrolment", "-happened_on", "-id"], name="contact_of_an_enrolment"),  # timeline
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.happened_on:%Y-%m-%d}"

    @property
    def may_have_a_note(self) -> bool:
        """A meeting or call in which they spoke."""
        return self.channel in SPOKEN and self.outcome == ContactOutcome.SPOKE
