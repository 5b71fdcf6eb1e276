"""Days on which somebody is away from work, and who is told in their place."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.enums import Capability
from accounts.models.user import User

DAYS = Func(F("first_day"), F("last_day"), Value("[]"), function="daterange", output_field=DateRangeField())


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def on(self, day: date) -> Self:
        return self.standing().filter(first_day__lte=day, last_day__gte=day)

    def not_over(self, today: date) -> Self:
        """Of today or later."""
        return self.standing().filter(last_day__gte=today)

    def meeting(self, first: date, last: date) -> Self:
        """With at least one day in common with those from `first` to `last`."""
        return self.standing().filter(first_day__lte=last, last_day__gte=first)

    def answered_for_by(self, user: User) -> Self:
        """A manager answers for the people of their unit, an officer for themselves."""
        if not user.may(Capability.RECORD_ABSENCE):
            return self.none()
        if user.may(Capability.ALLOCATE) and user.region_code:
            return self.filter(person__organisation__region=user.region_code)
        return self.filter(person=user)


class Absence(models.Model):
    """`cover` is told of the person's clocks on these days; without one, or when the cover is away too, the managers of
    the unit are. A cancelled absence is kept: what was told on the strength of it can be explained."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="covers"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="absence_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="nobody_covers_for_themselves", condition=Q(cover__isnull=True) | ~Q(cover=F("person"))
            ),
            ExclusionConstraint(
                name="one_absence_of_a_person_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} away {self.first_day:%Y-%m-%d} to {self.last_day:%Y-%m-%d}"
