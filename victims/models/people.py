"""The victim, and how they may safely be reached. Preferences are superseded, never edited: the history is kept."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from victims.enums import AdvocateKind, Channel, ContactPointKind, Format
from vlu.lib.person import Person


class Victim(Person):
    """The person contact is with: the one harmed, or a relative, carer or representative. `letter_name` is how they
    are written to; until they have confirmed it, no letter may rest on it.

    `merged_into` is the record kept when a person decided that the two are one (victims.actions.merging).
    `compared_at` is empty until the record was compared with others.
    """

    reference = models.CharField(max_length=12, unique=True)
    name_to_use = models.CharField(max_length=120, blank=True)
    letter_name = models.CharField(max_length=120, blank=True)
    letter_name_confirmed = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    compared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["last_name", "first_names"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="confirmed_letter_name_is_written",
                condition=Q(letter_name_confirmed=False) | ~Q(letter_name=""),
            ),
            models.CheckConstraint(
                name="victim_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["date_of_birth"], include=["id"], name="victim_born_on"),
            models.Index(fields=["id"], condition=Q(compared_at__isnull=True), name="victim_to_be_compared"),
        ]

    @property
    def addressed_as(self) -> str:
        return self.name_to_use or self.full_name


class ContactPoint(models.Model):
    """A number or address. One that turned out wrong or unsafe is retired, with the reason."""

    victim = models.ForeignKey(Victim, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=ContactPointKind)
    value = models.CharField(max_length=300)
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="contact_point_is_written", condition=~Q(value="")),
            models.CheckConstraint(
                name="contact_point_is_retired_for_a_reason",
                condition=Q(retired_at__isnull=True, retired_because="")
                | (Q(retired_at__isnull=False) & ~Q(retired_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


class SafeContactQuerySet(models.QuerySet["SafeContact"]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)


class SafeContact(models.Model):
    """How this person wishes, and can safely, be reached. Shown before any number on every screen."""

    victim = models.ForeignKey(Victim, on_delete=models.CASCADE, related_name="safe_contacts")
    preferred_channel = models.CharField(max_length=10, choices=Channel, default=Channel.UNKNOWN)
    never_withheld_number = models.BooleanField(default=True)
    text_first = models.BooleanField(default=False)
    safe_times = models.CharField(max_length=200, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    words_to_avoid = models.CharField(max_length=200, blank=True)
    through_advocate = models.BooleanField(default=False)
    advocate_kind = models.CharField(max_length=5, choices=AdvocateKind, blank=True)
    advocate_name = models.CharField(max_length=120, blank=True)
    advocate_contact = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=60, default="English")
    interpreter = models.BooleanField(default=False)
    format = models.CharField(max_length=12, choices=Format, default=Format.STANDARD)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = SafeContactQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["victim"], condition=Q(superseded_at__isnull=True), name="one_current_safe_contact"
            ),
            models.CheckConstraint(
                name="through_an_advocate_names_them", condition=Q(through_advocate=False) | ~Q(advocate_name="")
            ),
            models.CheckConstraint(
                name="kind_of_advocate_names_them", condition=Q(advocate_kind="") | ~Q(advocate_name="")
            ),
        ]

    def __str__(self) -> str:
        return f"Safe contact of {self.victim_id}"
