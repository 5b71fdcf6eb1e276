"""Every verdict an enrolment has had, with what it was given on. Nothing here is edited: a new one supersedes it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import Scheme, Verdict
from cases.models import Offence
from victims.enums import VerdictCause
from victims.models.enrolment import Enrolment


class EligibilityVerdictQuerySet(models.QuerySet["EligibilityVerdict"]):
    def current(self) -> Self:
        """The one an enrolment is worked by."""
        return self.filter(superseded_at__isnull=True, waits_for_manager=False)

    def waiting(self) -> Self:
        """What the rule says now, and a manager has not yet agreed to."""
        return self.filter(superseded_at__isnull=True, waits_for_manager=True)


class EligibilityVerdict(models.Model):
    """`decided_by` is empty for the rule. One that `waits_for_manager` changes nothing until a manager agrees: it would
    take something away, or undo what a manager decided. `facts` are those of every offence looked at.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=32, choices=Verdict)
    scheme = models.CharField(max_length=14, choices=Scheme)
    rule = models.CharField(max_length=40, blank=True)
    rule_set = models.CharField(max_length=20, blank=True)
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list, blank=True)
    would_change = models.JSONField(default=list, blank=True)
    facts = models.JSONField(default=list, blank=True)
    cause = models.CharField(max_length=10, choices=VerdictCause)
    override_code = models.CharField(max_length=40, blank=True)
    override_reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    waits_for_manager = models.BooleanField(default=False)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = EligibilityVerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(superseded_at__isnull=True, waits_for_manager=False),
                name="one_current_verdict_of_an_enrolment",
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(superseded_at__isnull=True, waits_for_manager=True),
                name="one_verdict_waits_for_a_manager",
            ),
            models.CheckConstraint(name="verdict_is_known", condition=Q(verdict__in=Verdict.values)),
            models.CheckConstraint(name="verdict_scheme_is_known", condition=Q(scheme__in=Scheme.values)),
            models.CheckConstraint(name="verdict_cause_is_known", condition=Q(cause__in=VerdictCause.values)),
            models.CheckConstraint(
                name="verdict_of_a_person_says_who",
                condition=Q(cause__in=["override", "accepted"], decided_by__isnull=False)
                | (~Q(cause__in=["override", "accepted"]) & Q(decided_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="verdict_override_says_why",
                condition=(Q(cause="override") & ~Q(override_code="") & ~Q(override_reason=""))
                | (~Q(cause="override") & Q(override_code="", override_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.get_verdict_display()}"

    @property
    def is_in_force(self) -> bool:
        return self.superseded_at is None and not self.waits_for_manager

    @property
    def is_waiting(self) -> bool:
        return self.superseded_at is None and self.waits_for_manager

    @property
    def is_override(self) -> bool:
        return self.cause == VerdictCause.OVERRIDE
