"""Key events: what happened or will happen to the offender, as somebody reported it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.organisations import DatedReference
from cases.enums import EventKind
from cases.models.case import Case


class EventType(DatedReference):
    """A row of the event catalogue (domain 4.1)."""

    code = models.CharField(max_length=4, unique=True)
    title = models.CharField(max_length=200)
    notify_before = models.CharField(max_length=12, blank=True)
    notify_outcome = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=12)
    note = models.TextField(blank=True)

    class Meta(DatedReference.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class KeyEventQuerySet(models.QuerySet["KeyEvent"]):
    def standing(self) -> Self:
        """Events that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def not_yet_planned(self) -> Self:
        """Events whose consequences have not been worked out yet (notifications.actions.planning)."""
        return self.filter(planned_at__isnull=True)


class KeyEvent(models.Model):
    """Recorded once and never edited: a mistake is withdrawn and recorded anew.

    `planned_at` stays empty until what must follow has been worked out; nothing here knows what that is.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24, choices=EventKind)
    event_type = models.ForeignKey(EventType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    happens_on = models.DateField()
    note = models.TextField(blank=True, max_length=1000)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = KeyEventQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="event_kind_is_known", condition=Q(kind__in=EventKind.values)),
            models.CheckConstraint(name="other_event_says_what", condition=~Q(kind="other") | ~Q(note="")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=Q(planned_at__isnull=True), name="event_not_yet_planned"),  # planner
            models.Index(fields=["case", "-reported_at"], name="event_of_a_case"),  # timeline
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happens_on:%Y-%m-%d}"
