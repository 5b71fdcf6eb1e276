"""The secret link by which a person's own calendar reads a feed. Only the hash of the secret is kept."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def working(self) -> Self:
        return self.filter(ended_at__isnull=True)


class CalendarLink(models.Model):
    """Works from when it is made until it ends: a newer one takes its place, its owner stops it, or the owner is
    deactivated. It gives its owner's calendar and nothing else. `digest` is the SHA-256 of the secret, in small
    hexadecimal letters."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_working_calendar_link_of_a_person"
            ),
            models.CheckConstraint(name="calendar_link_keeps_a_hash", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="calendar_link_ends_after_it_is_made",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar link of person {self.person_id}"
