"""Two records of victims that may be one person, and what a person decided about them. Nothing merges by itself."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from victims.models.people import Victim


class VictimLikenessQuerySet(models.QuerySet["VictimLikeness"]):
    def waiting(self) -> Self:
        """Nobody has decided yet, and both records still stand."""
        return self.filter(told_apart_at__isnull=True, one__merged_into__isnull=True, other__merged_into__isnull=True)


class VictimLikeness(models.Model):
    """The life of a likeness: found when records are compared; settled by a merge, or by "not the same person", after
    which it is never asked again. `one` is the record with the lower key."""

    one = models.ForeignKey(Victim, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Victim, on_delete=models.CASCADE, related_name="+")
    band = models.CharField(max_length=10)
    score = models.FloatField()
    reasons = models.JSONField(default=list, blank=True)
    found_at = models.DateTimeField()
    told_apart_at = models.DateTimeField(null=True, blank=True)
    told_apart_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_apart_because = models.CharField(max_length=300, blank=True)

    objects = VictimLikenessQuerySet.as_manager()

    class Meta:
        ordering = ["found_at", "id"]
        verbose_name_plural = "victim likenesses"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="victim_likeness_once"),
            models.CheckConstraint(name="victim_likeness_is_in_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(
                name="victims_are_told_apart_for_a_reason",
                condition=Q(told_apart_at__isnull=True, told_apart_because="")
                | (Q(told_apart_at__isnull=False) & ~Q(told_apart_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class VictimMerge(models.Model):
    """`moved` names exactly what the merge changed and how it was before: undoing puts back this and nothing else."""

    kept = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    moved = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="victim_merge_is_of_two", condition=~Q(kept=F("absorbed"))),
            models.CheckConstraint(name="victim_merge_has_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="victim_is_absorbed_once"
            ),
            models.CheckConstraint(
                name="victim_merge_is_undone_for_a_reason",
                condition=Q(undone_at__isnull=True, undone_because="")
                | (Q(undone_at__isnull=False) & ~Q(undone_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} into {self.kept_id}"
