"""Complaints about the service, step by step as PI 51/2014 has them (data/reference/complaint_stages.csv)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.enums import Capability
from accounts.models import User
from victims.complaint_enums import ComplaintOutcome
from victims.models.enrolment import Enrolment
from vlu.lib.querysets import ConfidentialQuerySet


class ComplaintQuerySet(ConfidentialQuerySet["Complaint"]):
    def visible_to(self, user: User) -> Self:
        """Those who handle complaints, of the enrolments their unit owns and they may open. Nobody else: it may be
        about the officer."""
        if user.may(Capability.HANDLE_COMPLAINTS):
            return self.filter(enrolment__in=Enrolment.objects.owned_by_unit_of(user).order_by())
        return self.none()

    def ongoing(self) -> Self:
        """Something is still to be done by the unit, or the complainant may still appeal."""
        return self.filter(withdrawn_on__isnull=True, appeal_outcome_on__isnull=True).exclude(eligible=False)


class Complaint(models.Model):
    """The life of a complaint: received; acknowledged, with a decision whether the procedure is for it; answered; it
    may be appealed against, and the appeal is answered. Withdrawn at any step. Each step is a day, in order."""

    reference = models.CharField(max_length=12, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="complaints")
    summary = models.TextField(max_length=2000)
    received_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    eligible = models.BooleanField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=ComplaintOutcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    appeal_on = models.DateField(null=True, blank=True)
    appeal_outcome = models.CharField(max_length=12, choices=ComplaintOutcome, blank=True)
    appeal_outcome_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="complaint_says_what_it_is_about", condition=~Q(summary="")),
            models.CheckConstraint(
                name="complaint_is_acknowledged_with_a_decision",
                condition=Q(acknowledged_on__isnull=True, eligible__isnull=True)
                | Q(acknowledged_on__isnull=False, acknowledged_on__gte=F("received_on"), eligible__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_is_answered_once_acknowledged",
                condition=Q(outcome="", outcome_on__isnull=True)
                | Q(
                    outcome__in=ComplaintOutcome.values,
                    eligible__isnull=False,
                    eligible=True,
                    outcome_on__isnull=False,
                    outcome_on__gte=F("acknowledged_on"),
                ),
            ),
            models.CheckConstraint(
                name="complaint_is_appealed_once_answered",
                condition=Q(appeal_on__isnull=True) | Q(outcome_on__isnull=False, appeal_on__gte=F("outcome_on")),
            ),
            models.CheckConstraint(
                name="appeal_is_answered_once_made",
                condition=Q(appeal_outcome="", appeal_outcome_on__isnull=True)
                | Q(
                    appeal_outcome__in=ComplaintOutcome.values,
                    appeal_on__isnull=False,
                    appeal_outcome_on__isnull=False,
                    appeal_outcome_on__gte=F("appeal_on"),
                ),
            ),
            models.CheckConstraint(
                name="complaint_is_withdrawn_once_received",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
