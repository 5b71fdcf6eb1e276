"""Reasons and criteria as dated data: what a person may choose from, and where each came from."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models

from accounts.models.organisations import DatedReference, in_force_on
from victims.enums import OfferTrigger, ReasonKind


class ReasonCodeQuerySet(models.QuerySet["ReasonCode"]):
    def offered(self, kind: ReasonKind, today: date) -> Self:
        """What may be chosen today; a reason that was given before it ended stays as given."""
        return self.filter(in_force_on(today), kind=kind)


class ReasonCode(DatedReference):
    """One reason somebody may give, such as opt_out NO_WISH. `group` gathers reasons for figures."""

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=14, choices=ReasonKind)
    code = models.CharField(max_length=40)
    text = models.CharField(max_length=160)
    group = models.CharField(max_length=40, blank=True)

    objects = ReasonCodeQuerySet.as_manager()

    class Meta(DatedReference.Meta):
        ordering = ["kind", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "code"], name="reason_code_once_of_a_kind"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def for_anybody(self) -> str:
        """The table says "victim"; a bereaved relative is not one, so forms say "person" (HMIP 3.3)."""
        return self.text.replace("the victim", "the person").replace("Victim", "Person")


class DiscretionaryCriterion(DatedReference):
    """A ground on which a manager may allow contact without a right to it (domain 1.5)."""

    code = models.CharField(max_length=4, unique=True)
    ground = models.CharField(max_length=40)
    criterion = models.CharField(max_length=200)
    examples = models.CharField(max_length=300, blank=True)
    must_record = models.CharField(max_length=300, blank=True)

    class Meta(DatedReference.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.criterion


class OfferAgainRule(DatedReference):
    """When somebody who has no contact is offered it again: at an event of a kind, or `lead_days` calendar days before
    a date of a kind. `act_within` is in working days after the offer falls due to be made."""

    code = models.CharField(max_length=6, unique=True)
    trigger = models.CharField(max_length=5, choices=OfferTrigger)
    what = models.CharField(max_length=24)
    lead_days = models.PositiveSmallIntegerField(null=True, blank=True)
    act_within = models.PositiveSmallIntegerField()

    class Meta(DatedReference.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"
