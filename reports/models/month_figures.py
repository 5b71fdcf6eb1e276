"""Figures of whole months, counted once and kept (docs/decisions/0010). They are hints: every one is derived from the
enrolments, may be thrown away, and is used only while nothing it was counted from has changed.

A change to an enrolment leaves a StaleMonth row in its own transaction (triggers in migration 0001). A month is read
from here when it is fresh: counted by the rules of today, and no change seen since. Every other month is counted anew
by the reader. Counting it for the next reader is a background task, which removes the stale rows in one transaction.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class MonthKey(models.Model):
    """`month` is its first day. Region and scheme are plain codes: nothing is looked up from here."""

    month = models.DateField()
    scheme = models.CharField(max_length=14)
    region = models.CharField(max_length=3)

    class Meta:
        abstract = True


class MonthFigures(MonthKey):
    """Cases of one group in one month, and for each stage what pools exactly: counts, sums and extremes."""

    reporting_area = models.CharField(max_length=80, blank=True)
    force = models.BigIntegerField(null=True)
    offence_group = models.CharField(max_length=40)
    cases = models.IntegerField()
    referral_n = models.IntegerField()
    referral_on_time = models.IntegerField()
    referral_total = models.IntegerField()
    referral_least = models.IntegerField(null=True)
    referral_most = models.IntegerField(null=True)
    contact_n = models.IntegerField()
    contact_on_time = models.IntegerField()
    contact_total = models.IntegerField()
    contact_least = models.IntegerField(null=True)
    contact_most = models.IntegerField(null=True)
    overall_n = models.IntegerField()
    overall_on_time = models.IntegerField()
    overall_total = models.IntegerField()
    overall_least = models.IntegerField(null=True)
    overall_most = models.IntegerField(null=True)
    beyond_calendar = models.IntegerField()

    class Meta:
        verbose_name_plural = "month figures"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["month"], name="figures_of_a_month"),  # the targets page
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["month", "scheme", "region", "reporting_area", "force", "offence_group"],
                name="figures_once_a_month",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.scheme} {self.region} {self.offence_group}: {self.cases}"


class MonthDays(MonthKey):
    """How many cases of a month took so many working days for a stage."""

    stage = models.CharField(max_length=24)
    days = models.IntegerField()
    cases = models.IntegerField()

    class Meta:
        verbose_name_plural = "month days"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Also the index the spread of a stage is read from, without the table.
            models.UniqueConstraint(
                fields=["stage", "month", "region", "scheme", "days"], include=["cases"], name="days_once_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.scheme} {self.region} {self.stage} {self.days}: {self.cases}"


class FreshMonth(models.Model):
    """A month that was counted, and by which rules: limits, calendar and offence groups, as one fingerprint.

    `first_on` and `last_on` are its first and last days of sentence, so that this month, which is not over, serves a
    period that ends today. Both are empty when the month has no case left.
    """

    month = models.DateField(primary_key=True)
    rules = models.CharField(max_length=64)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class StaleMonth(models.Model):
    """Something in this month changed. Many rows may name one month: writers must not wait for one another."""

    month = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["month"], name="stale_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
