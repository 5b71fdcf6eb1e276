"""The table of limits: each limit in versions that follow one another (domain 2.1)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.models.organisations import DatedReference
from victims.clock_enums import LimitDirection, LimitUnit


class TimeLimitQuerySet(models.QuerySet["TimeLimit"]):
    def entered(self) -> Self:
        """Versions an administrator entered on the page; the rest came with the reference data."""
        return self.filter(entered_by__isnull=False)


class TimeLimit(DatedReference):
    """One version of a limit: T05, T06 and so on, from `valid_from` to `valid_to`, both days included. The version in
    force on the day a clock starts decides. One that does not run gives no clock (pre-release contacts, domain T19)."""

    code = models.CharField(max_length=6)
    actor = models.CharField(max_length=80)
    duty = models.CharField(max_length=200)
    start_event = models.CharField(max_length=120)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=14, choices=LimitUnit)
    direction = models.CharField(max_length=8, choices=LimitDirection)
    plus_days = models.PositiveSmallIntegerField(null=True, blank=True)
    runs = models.BooleanField(default=False)
    scheme = models.CharField(max_length=6)
    status = models.CharField(max_length=6)
    notes = models.TextField(blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = TimeLimitQuerySet.as_manager()

    class Meta(DatedReference.Meta):
        ordering = ["code", F("valid_from").asc(nulls_first=True)]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], nulls_distinct=False, name="one_version_of_a_limit_a_day"
            ),
            ExclusionConstraint(
                name="versions_of_a_limit_do_not_overlap",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from", "valid_to", Value("[]"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(name="limit_unit_is_known", condition=Q(unit__in=LimitUnit.values)),
            models.CheckConstraint(name="limit_direction_is_known", condition=Q(direction__in=LimitDirection.values)),
            models.CheckConstraint(name="limit_runs_for_an_amount", condition=Q(runs=False) | Q(amount__isnull=False)),
            models.CheckConstraint(
                name="limit_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="limit_entered_by_somebody_begins_on_a_day",
                condition=Q(entered_by__isnull=True, entered_at__isnull=True)
                | Q(entered_by__isnull=False, entered_at__isnull=False, valid_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.duty}"
