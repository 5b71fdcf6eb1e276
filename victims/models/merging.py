"""Two records of victims that may be one person, and what a person decided about them. Nothing merges by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.merging import Likeness, LikenessQuerySet, Merge, rules_of_likeness, rules_of_merge
from victims.models.people import Victim


class VictimLikeness(Likeness):
    one = models.ForeignKey(Victim, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Victim, on_delete=models.CASCADE, related_name="+")

    objects = LikenessQuerySet["VictimLikeness"].as_manager()

    class Meta(Likeness.Meta):
        verbose_name_plural = "victim likenesses"
        constraints: ClassVar[list[models.BaseConstraint]] = rules_of_likeness("victim")


class VictimMerge(Merge):
    kept = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="+")

    class Meta(Merge.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = rules_of_merge("victim")
