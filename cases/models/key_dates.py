"""Dates of a sentence as somebody stands behind them. A new one supersedes the old, which stays to be read."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import KeyDateKind, KeyDateSource
from cases.models.case import Case


class KeyDateQuerySet(models.QuerySet["KeyDate"]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)


class KeyDate(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="key_dates")
    kind = models.CharField(max_length=24, choices=KeyDateKind)
    falls_on = models.DateField()
    source = models.CharField(max_length=12, choices=KeyDateSource)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = KeyDateQuerySet.as_manager()

    class Meta:
        ordering = ["falls_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(superseded_at__isnull=True), name="one_current_date_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.falls_on:%Y-%m-%d}"

    @property
    def is_confirmed(self) -> bool:
        return self.source in {KeyDateSource.PRISON, KeyDateSource.COURT}
