"""Where people work, and the areas the service is divided into. Reference rows are dated and carry their source."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.enums import OrganisationKind


class DatedReference(models.Model):
    """A row of reference data: when it holds, where it came from and how sure we are (H, M or L)."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=1, blank=True)

    class Meta:
        abstract = True


def in_force_on(day: date) -> Q:
    """Rows of reference data that hold on that day; an empty date is no bound."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Region(DatedReference):
    """One of the twelve probation regions of England and Wales."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    reference_prefix = models.CharField(max_length=4, unique=True)
    vns_live_from = models.DateField()

    class Meta(DatedReference.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PoliceForce(DatedReference):
    """A police force; its witness care unit refers victims. `vns_live_from` wins over the region's (domain 8.1)."""

    name = models.CharField(max_length=80, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="forces", null=True, blank=True)
    wcu_name = models.CharField(max_length=120)
    vns_live_from = models.DateField(null=True, blank=True)

    class Meta(DatedReference.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ReportingArea(DatedReference):
    """A name published figures use for an area that is not a probation region, such as a pilot area."""

    name = models.CharField(max_length=80, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="reporting_areas")
    forces = models.ManyToManyField(PoliceForce, related_name="reporting_areas")

    class Meta(DatedReference.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """Where a user works. What it is decides which of region and force it must have."""

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=120, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations")
    force = models.ForeignKey(PoliceForce, on_delete=models.PROTECT, null=True, blank=True, related_name="units")

    class Meta:
        ordering = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="organisation_has_the_area_its_kind_needs",
                condition=Q(kind__in=["VLU", "OFFENDER_MANAGEMENT", "YOT"], region__isnull=False, force__isnull=True)
                | Q(kind="WCU", force__isnull=False)
                | Q(kind="NATIONAL", region__isnull=True, force__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_youth_team(self) -> bool:
        return self.kind == OrganisationKind.YOT

    @property
    def area(self) -> Region | None:
        """The region it works for: that of its force, or its own. None for a force that covers more than one."""
        return self.force.region if self.force else self.region
