"""The offender, the other names they use, the numbers other systems know them by, and who manages them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import IdentifierScheme
from vlu.lib.person import Person


class Offender(Person):
    """`merged_into` is the record kept when a person decided that the two are one (cases.actions.merging); the row
    stays, hidden, so that the decision can be undone. `compared_at` is empty until the record was compared with others.
    """

    reference = models.CharField(max_length=40, unique=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    compared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["last_name", "first_names"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="offender_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["date_of_birth"], include=["id"], name="offender_born_on"),  # matching and search
            models.Index(fields=["id"], condition=Q(compared_at__isnull=True), name="offender_to_be_compared"),
        ]


class OffenderAlias(Person):
    offender = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "offender aliases"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["offender", "first_names", "last_name"], name="offender_alias_once"),
        ]


class OffenderIdentifier(models.Model):
    """A number as written (`raw`) and, when its pattern and check letter hold, in canonical form (`value`).

    A wrong check letter keeps the text and leaves `value` empty: it warns, does not block, and is not matched on.
    """

    offender = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=8, choices=IdentifierScheme)
    raw = models.CharField(max_length=40)
    value = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["offender", "scheme", "raw"], name="identifier_once_per_offender"),
            models.UniqueConstraint(
                fields=["scheme", "value"], condition=~Q(value=""), name="identifier_belongs_to_one_offender"
            ),
            models.CheckConstraint(name="identifier_is_written", condition=~Q(raw="")),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value or self.raw}"


class Supervision(models.Model):
    """Who manages the offender, from when until when. One open row for each offender."""

    offender = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="supervisions")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervisions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["offender"], condition=Q(until__isnull=True), name="one_offender_manager_at_a_time"
            ),
            models.CheckConstraint(
                name="supervision_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} manages {self.offender}"
