"""Courts and offences, as dated reference data."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from accounts.models.organisations import DatedReference, PoliceForce, Region
from cases.rules.rule_sets import RuleSet


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


class EligibilityRuleSet(DatedReference):
    """A rule set of the eligibility rule; `valid_from` and `valid_to` are sentence dates (cases.rules.rule_sets).

    Everything comes from the reference data except the commencement, which an administrator enters.
    """

    version = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    months_for_statutory = models.PositiveSmallIntegerField()
    custody_from = models.DateField()
    restricted_hospital_from = models.DateField()
    unrestricted_hospital_from = models.DateField()
    notification_is_statutory = models.BooleanField()
    also_notified = models.TextField(blank=True)
    summary_only = models.TextField(blank=True)
    needs_commencement = models.BooleanField()
    note = models.TextField(blank=True)
    commences_on = models.DateField(null=True, blank=True)
    commencement_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    commencement_entered_at = models.DateTimeField(null=True, blank=True)

    class Meta(DatedReference.Meta):
        ordering = ["version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="rule_set_commences_only_where_needed",
                condition=Q(needs_commencement=True) | Q(commences_on__isnull=True),
            ),
            models.CheckConstraint(
                name="rule_set_commencement_was_entered",
                condition=Q(commences_on__isnull=True) | Q(commencement_entered_at__isnull=False),
            ),
            models.CheckConstraint(name="rule_set_has_a_threshold", condition=Q(months_for_statutory__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rules(self) -> RuleSet:
        return RuleSet(
            version=self.version,
            months_for_statutory=self.months_for_statutory,
            custody_from=self.custody_from,
            restricted_hospital_from=self.restricted_hospital_from,
            unrestricted_hospital_from=self.unrestricted_hospital_from,
            sentenced_from=self.valid_from,
            sentenced_to=self.valid_to,
            needs_commencement=self.needs_commencement,
            commences_on=self.commences_on,
            notification_is_statutory=self.notification_is_statutory,
            also_notified=frozenset(filter(None, self.also_notified.split(";"))),
            summary_only=frozenset(filter(None, self.summary_only.split(";"))),
        )
