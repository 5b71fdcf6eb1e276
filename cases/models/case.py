"""A case: one offender's sentencing, and everything that may follow from it until the sentence ends."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Region
from cases.enums import CaseSource, CaseStatus
from cases.models.people import Offender
from cases.models.sentences import Conviction


class Case(models.Model):
    """The life of a case: opened by a referral or an import; open while contact may be due; closed, with a reason,
    when the sentence and licence have ended or nobody wishes contact. It knows nothing of victims: they enrol on it.

    `facts_changed_at` is set when an offence or a sentence changes, and emptied once every verdict that rests on it has
    been given anew (victims.actions.verdicts); nothing here knows whose.
    """

    reference = models.CharField(max_length=40, unique=True)
    offender = models.ForeignKey(Offender, on_delete=models.PROTECT, related_name="cases")
    conviction = models.OneToOneField(Conviction, on_delete=models.PROTECT, related_name="case")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="cases")
    sentenced_on = models.DateField()
    status = models.CharField(max_length=8, choices=CaseStatus, default=CaseStatus.OPEN)
    source = models.CharField(max_length=10, choices=CaseSource)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    facts_changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="case_is_closed_when_it_says_when",
                condition=Q(status="open", closed_at__isnull=True) | Q(status="closed", closed_at__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # Verdicts to be given anew.
            models.Index(fields=["id"], condition=Q(facts_changed_at__isnull=False), name="case_with_changed_facts"),
        ]

    def __str__(self) -> str:
        return self.reference


class ReferenceCounter(models.Model):
    """The last number given out for a region's references in a year. Taken with a row lock, so numbers never repeat."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_counter_per_prefix_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"
