"""The working-day calendar that Python and SQL both read: one row a day with its ordinal (vlu.lib.working_days)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models.organisations import DatedReference


class BankHoliday(DatedReference):
    """A weekday off in England and Wales. Substitute days are rows of their own; weekend dates are not listed."""

    day = models.DateField(unique=True)
    title = models.CharField(max_length=80)

    class Meta(DatedReference.Meta):
        ordering = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="bank_holiday_is_a_weekday", condition=Q(day__iso_week_day__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.title}"


class WorkingDay(models.Model):
    """`ordinal` is the number of working days up to and including `day`: subtraction counts, a join adds."""

    day = models.DateField(primary_key=True)
    ordinal = models.IntegerField()
    is_working = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["ordinal"], condition=Q(is_working=True), name="one_working_day_for_each_ordinal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.ordinal}"


class CalendarVersion(models.Model):
    """One row: the number is another whenever the table of working days is, so that caches know."""

    only = models.BooleanField(primary_key=True, default=True)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="one_calendar_version", condition=Q(only=True)),
        ]

    def __str__(self) -> str:
        return f"Calendar {self.number}"
