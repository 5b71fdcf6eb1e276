"""The ladder of reminders as dated data, and the calendar of when each clock is to be looked at next."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models.organisations import DatedReference
from notifications.enums import Audience, Mailing, ReminderRuleCode
from victims.models import Deadline


class LadderStep(DatedReference):
    """One step: for clocks of `kinds`, so many working days after the due date (negative before it; empty: as soon as
    the clock opens). `not_on_first_day` leaves out a clock that is due on the day it started: its opening was enough.
    `repeats_every`: said again every so many working days after that, while the clock stands; empty: said once.
    """

    code = models.CharField(max_length=20, choices=ReminderRuleCode, unique=True)
    audience = models.CharField(max_length=10, choices=Audience)
    working_days_after_due = models.SmallIntegerField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=16))
    mailing = models.CharField(max_length=10, choices=Mailing, default=Mailing.DIGEST)
    not_on_first_day = models.BooleanField(default=False)
    repeats_every = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(DatedReference.Meta):
        ordering = [F("working_days_after_due").asc(nulls_first=True), "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="ladder_step_is_for_some_clock", condition=Q(kinds__len__gt=0)),
            models.CheckConstraint(
                name="ladder_step_repeats_once_it_is_late",
                condition=Q(repeats_every__isnull=True)
                | Q(repeats_every__gt=0, working_days_after_due__isnull=False, working_days_after_due__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class TimerQuerySet(models.QuerySet["Timer"]):
    def due(self, today: date) -> Self:
        return self.filter(fires_on__lte=today)


class Timer(models.Model):
    """The next day on which a clock is to be looked at: one row for each standing clock that is worked, nothing else.

    Made, moved and removed by the database when a clock is (migration 0008), in the same transaction; taken away by the
    sweep when it fires, in the same statement that tells people and writes the next one. No foreign key is checked:
    clocks are never deleted in service, and the trigger removes the timer of one that is.
    """

    deadline = models.OneToOneField(
        Deadline, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="timer"
    )
    fires_on = models.DateField()

    objects = TimerQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fires_on", "deadline"], name="timer_by_day"),  # the sweep
        ]

    def __str__(self) -> str:
        return f"Clock {self.deadline_id} on {self.fires_on:%Y-%m-%d}"


class Snooze(models.Model):
    """The officer's own steps wait until `until`; those of managers and of the head of service do not."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="snoozes")
    target_date = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["deadline", "target_date", "until"], name="snooze_of_a_clock"),  # the sweep
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="snooze_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Clock {self.deadline_id} until {self.until:%Y-%m-%d}"


class Acknowledgement(models.Model):
    """Somebody has the clock in hand for this due date: no step after the due date follows. A date that moves is
    another due date, so the climb starts again. So is that of a later limit for the same contact, which is told of."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="acknowledgements")
    target_date = models.DateField()
    note = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deadline", "target_date"], name="acknowledged_once_for_a_date"),
            models.CheckConstraint(name="acknowledgement_says_what_is_done", condition=~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"Clock {self.deadline_id} for {self.target_date:%Y-%m-%d}"
