"""Runs that derive every open clock and hint again from the facts, and what they found."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from victims.clock_enums import RecomputeCause, RecomputeState


class RecomputeRunQuerySet(models.QuerySet["RecomputeRun"]):
    def unfinished(self) -> Self:
        return self.exclude(state=RecomputeState.DONE)


class RecomputeRun(models.Model):
    """It goes on from `upto`, the last enrolment that is done, so that one killed half-way loses nothing.

    `rules` says which limits and which calendar it counted by, so that a change by any path is noticed.
    `failed_references` names enrolments, for the first hundred.
    """

    key = models.UUIDField(unique=True)
    cause = models.CharField(max_length=10, choices=RecomputeCause)
    state = models.CharField(max_length=8, choices=RecomputeState, default=RecomputeState.WAITING)
    rules = models.CharField(max_length=130)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    upto = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    failed_references = models.JSONField(default=list, blank=True)

    objects = RecomputeRunQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="recompute_cause_is_known", condition=Q(cause__in=RecomputeCause.values)),
            models.CheckConstraint(
                name="recompute_state_says_how_far_it_is",
                condition=Q(state="waiting", started_at__isnull=True, finished_at__isnull=True)
                | Q(state="running", started_at__isnull=False, finished_at__isnull=True)
                | Q(state="done", started_at__isnull=False, finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="recompute_counts_what_it_did", condition=Q(corrected__lte=F("done"), failed__lte=F("done"))
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked_at"], condition=~Q(state="done"), name="recompute_unfinished"),
            models.Index(fields=["-asked_at", "-id"], name="recompute_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def reference(self) -> str:
        return str(self.key)
