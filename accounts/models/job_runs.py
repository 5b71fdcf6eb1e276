"""What background work did and when. Kept in the database, because nothing is kept in the broker."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.enums import JobResult

UNFINISHED = (JobResult.RUNNING, JobResult.STOPPED)


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def running(self) -> JobRunQuerySet:
        return self.filter(result=JobResult.RUNNING)

    def succeeded(self) -> JobRunQuerySet:
        return self.filter(result=JobResult.SUCCEEDED)

    def last_success_of_each(self) -> JobRunQuerySet:
        return self.succeeded().order_by("name", "-ended_at").distinct("name")

    def that_did_not_succeed(self) -> JobRunQuerySet:
        """Failed, or stopped in the middle as far as anybody noticed; the newest first."""
        return self.filter(result__in=(JobResult.FAILED, JobResult.STOPPED)).order_by("-started_at", "-pk")


class JobRun(models.Model):
    """One run of a job of the timetable, written before its work begins. `error` names a type and a place, never a row.

    `ended_at` is empty while it runs, and stays so when it was killed: nobody knows when.
    """

    name = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=JobResult.choices, default=JobResult.RUNNING)
    rows_done = models.PositiveIntegerField(default=0)
    rows_failed = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "-started_at"], name="runs_of_a_job"),
            models.Index(
                fields=["name", "-ended_at"], name="successes_of_a_job", condition=Q(result=JobResult.SUCCEEDED)
            ),
            models.Index(fields=["name"], name="runs_under_way", condition=Q(result=JobResult.RUNNING)),
            models.Index(
                fields=["-started_at"],
                name="runs_that_did_not_succeed",
                condition=Q(result__in=(JobResult.FAILED, JobResult.STOPPED)),
            ),
            models.Index(fields=["started_at"], name="runs_by_age"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="job_run_result_is_known", condition=Q(result__in=JobResult.values)),
            models.CheckConstraint(
                name="job_run_has_an_end_once_it_ended",
                condition=Q(result__in=UNFINISHED, ended_at=None)
                | (~Q(result__in=UNFINISHED) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="job_run_that_failed_rows_is_no_success",
                condition=~Q(result=JobResult.SUCCEEDED) | Q(rows_failed=0, error=""),
            ),
            models.CheckConstraint(
                name="job_run_that_failed_says_of_what",
                condition=~Q(result=JobResult.FAILED) | Q(rows_failed__gt=0) | ~Q(error=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M:%S} {self.result}"


class AwaitedJob(models.Model):
    """Since when a job of the timetable is expected to run: without it, one that never ran could not be missed."""

    name = models.CharField(max_length=60, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} since {self.since:%Y-%m-%d %H:%M}"
