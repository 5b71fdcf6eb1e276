"""Two records that may be one person, and what a person decided about them: for offenders here, on the same abstract
models for victims in victims.models.merging. Nothing merges by itself."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.people import Offender

AnyLikeness = TypeVar("AnyLikeness", bound="Likeness")


class LikenessQuerySet(models.QuerySet[AnyLikeness]):
    def waiting(self) -> Self:
        """Nobody has decided yet, and both records still stand."""
        return self.filter(told_apart_at__isnull=True, one__merged_into__isnull=True, other__merged_into__isnull=True)


class Likeness(models.Model):
    """The life of a likeness: found when records are compared; settled by a merge, or by "not the same person", after
    which it is never asked again. `one`, of the model that extends this, is the record with the lower key."""

    one: Any
    other: Any
    band = models.CharField(max_length=10)
    score = models.FloatField()
    reasons = models.JSONField(default=list, blank=True)
    found_at = models.DateTimeField()
    told_apart_at = models.DateTimeField(null=True, blank=True)
    told_apart_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_apart_because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["found_at", "id"]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"  # type: ignore[attr-defined]


class Merge(models.Model):
    """`moved` names exactly what the merge changed and how it was before: undoing puts back this and nothing else."""

    kept: Any
    absorbed: Any
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
        abstract = True
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.absorbed_id} into {self.kept_id}"  # type: ignore[attr-defined]


def rules_of_likeness(who: str) -> list[models.BaseConstraint]:
    """`who` is "offender" or "victim", in the names of the constraints."""
    return [
        models.UniqueConstraint(fields=["one", "other"], name=f"{who}_likeness_once"),
        models.CheckConstraint(name=f"{who}_likeness_is_in_order", condition=Q(one__lt=F("other"))),
        models.CheckConstraint(
            name=f"{who}s_are_told_apart_for_a_reason",
            condition=Q(told_apart_at__isnull=True, told_apart_because="")
            | (Q(told_apart_at__isnull=False) & ~Q(told_apart_because="")),
        ),
    ]


def rules_of_merge(who: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(name=f"{who}_merge_is_of_two", condition=~Q(kept=F("absorbed"))),
        models.CheckConstraint(name=f"{who}_merge_has_a_reason", condition=~Q(reason="")),
        models.UniqueConstraint(
            fields=["absorbed"], condition=Q(undone_at__isnull=True), name=f"{who}_is_absorbed_once"
        ),
        models.CheckConstraint(
            name=f"{who}_merge_is_undone_for_a_reason",
            condition=Q(undone_at__isnull=True, undone_because="")
            | (Q(undone_at__isnull=False) & ~Q(undone_because="")),
        ),
    ]


class OffenderLikeness(Likeness):
    one = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Offender, on_delete=models.CASCADE, related_name="+")

    objects = LikenessQuerySet["OffenderLikeness"].as_manager()

    class Meta(Likeness.Meta):
        verbose_name_plural = "offender likenesses"
        constraints: ClassVar[list[models.BaseConstraint]] = rules_of_likeness("offender")


class OffenderMerge(Merge):
    kept = models.ForeignKey(Offender, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Offender, on_delete=models.PROTECT, related_name="+")

    class Meta(Merge.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = rules_of_merge("offender")
