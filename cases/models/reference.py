"""Courts and offences, as dated reference data."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from accounts.models.organisations import DatedReference, PoliceForce, Region


class Court(DatedReference):
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="courts")
    force = models.ForeignKey(PoliceForce, on_delete=models.PROTECT, null=True, blank=True, related_name="courts")

    class Meta(DatedReference.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OffenceType(DatedReference):
    """An offence code with its route into each scheme. The dates are offence dates (reference README)."""

    cjs_code = models.CharField(max_length=8, unique=True)
    title = models.CharField(max_length=300)
    statute = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=60, blank=True)
    schedule18_part = models.CharField(max_length=20, blank=True)
    s45_route = models.CharField(max_length=30)
    notification_or_child = models.CharField(max_length=10)
    vns = models.BooleanField()
    notes = models.TextField(blank=True)

    class Meta(DatedReference.Meta):
        ordering = ["title"]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="offence_by_words"),  # offence search
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.cjs_code})"
