"""The offender, the other names they use, the numbers other systems know them by, and who manages them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import IdentifierScheme
from vlu.lib.person import Person, name_search_index


class Offender(Person):
    reference = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["last_name", "first_names"]
        indexes: ClassVar[list[models.Index]] = [
            name_search_index("offender_by_name"),
            models.Index(fields=["date_of_birth"], name="offender_by_birth"),  # matching on import and referral
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
