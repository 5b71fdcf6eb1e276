"""The ethical wall (domain 1.4): who may open a restricted enrolment, and why a victim's enrolments are restricted."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Region
from cases.models import Offender
from victims.enums import BothSidesFound
from victims.models.people import Victim


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    def open(self) -> Self:
        return self.filter(until__isnull=True)


class AccessGrant(models.Model):
    """Lets one person open one restricted enrolment until it ends. It gives nothing their role and region do not."""

    enrolment = models.ForeignKey("victims.Enrolment", on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enrolment", "person"], condition=Q(until__isnull=True), name="one_open_grant_for_a_person"
            ),
            models.CheckConstraint(name="grant_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="grant_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} may open {self.enrolment_id}"


class BothSidesQuerySet(models.QuerySet["BothSides"]):
    def standing(self) -> Self:
        return self.filter(cleared_at__isnull=True)


class BothSides(models.Model):
    """A victim who is, or may be, an offender too; or, without `offender`, somebody whose record a manager restricted
    for another reason, such as a colleague. While one stands, every enrolment of the victim is restricted, but for
    those of a region whose manager cleared it there; it is cleared itself when nothing is left that it restricts. A
    pair that was cleared is not found again by the rule.
    """

    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="both_sides")
    offender = models.ForeignKey(Offender, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    found = models.CharField(max_length=12, choices=BothSidesFound)
    reason = models.CharField(max_length=300)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cleared_because = models.CharField(max_length=300, blank=True)

    objects = BothSidesQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name_plural = "both sides"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["victim", "offender"],
                condition=Q(cleared_at__isnull=True),
                nulls_distinct=False,
                name="both_sides_stand_once",
            ),
            models.CheckConstraint(name="both_sides_have_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="both_sides_found_by_rule_name_the_offender",
                condition=Q(found="manager", found_by__isnull=False) | Q(found="same_names", offender__isnull=False),
            ),
            models.CheckConstraint(
                name="both_sides_are_cleared_for_a_reason",
                condition=Q(cleared_at__isnull=True, cleared_because="")
                | (Q(cleared_at__isnull=False) & ~Q(cleared_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Victim {self.victim_id}: {self.get_found_display()}"


class BothSidesClearanceQuerySet(models.QuerySet["BothSidesClearance"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class BothSidesClearance(models.Model):
    """A manager's decision that a flag need not restrict the enrolments of their own region. It says nothing for any
    other region. Withdrawn when a manager of the region restricts the record again."""

    flag = models.ForeignKey(BothSides, on_delete=models.PROTECT, related_name="clearances")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = BothSidesClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["-cleared_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["flag", "region"],
                condition=Q(withdrawn_at__isnull=True),
                name="flag_is_cleared_once_in_a_region",
            ),
            models.CheckConstraint(name="clearance_has_a_reason", condition=~Q(because="")),
            models.CheckConstraint(
                name="clearance_is_withdrawn_after_it_is_given",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("cleared_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Flag {self.flag_id} cleared in {self.region_id}"
