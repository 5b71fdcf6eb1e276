"""What victims decided about contact, and what managers decided about offering it. Each row is written once; a later
one supersedes it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from victims.enums import DecisionSource, OutcomeTold, VictimDecisionKind
from victims.models.contact import ContactEntry
from victims.models.deadlines import Deadline
from victims.models.enrolment import Enrolment
from victims.models.reasons import DiscretionaryCriterion, ReasonCode

WAITING_KINDS = ("not_now", "could_not_trace")


class VictimDecisionQuerySet(models.QuerySet["VictimDecision"]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)


class VictimDecision(models.Model):
    """Somebody's answer to the offer of contact, or that they could not be traced.

    A decline rests on a contact in which they spoke or replied, or on what the referrer passed on. `attempts` are the
    contacts that did not reach them, for somebody who could not be traced. `ask_again_on` is the day to ask or try
    again. `never_again`: they said they do not want to hear again, so a manager decides before anybody calls.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=16, choices=VictimDecisionKind)
    decided_on = models.DateField()
    contact = models.ForeignKey(ContactEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by = models.CharField(max_length=16, choices=DecisionSource, blank=True)
    explained = models.JSONField(default=list, blank=True)
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True, max_length=2000)
    attempts = models.ManyToManyField(ContactEntry, related_name="+", blank=True)
    tried = models.TextField(blank=True, max_length=2000)
    ask_again_on = models.DateField(null=True, blank=True)
    never_again = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = VictimDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(superseded_at__isnull=True), name="one_current_decision_of_a_victim"
            ),
            models.CheckConstraint(
                name="victim_decision_kind_is_known", condition=Q(kind__in=VictimDecisionKind.values)
            ),
            models.CheckConstraint(
                name="decision_says_when_to_ask_again",
                condition=Q(kind__in=WAITING_KINDS, ask_again_on__isnull=False, ask_again_on__gt=F("decided_on"))
                | (~Q(kind__in=WAITING_KINDS) & Q(ask_again_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_decline_is_for_ever", condition=Q(never_again=False) | Q(kind="declined")
            ),
            models.CheckConstraint(
                name="decline_rests_on_a_contact",
                condition=~Q(kind__in=["declined", "not_now"]) | Q(contact__isnull=False) | Q(told_by="referrer"),
            ),
            models.CheckConstraint(
                name="decision_says_who_told_us",
                condition=Q(kind="could_not_trace", told_by="", contact__isnull=True)
                | (~Q(kind="could_not_trace") & Q(told_by__in=DecisionSource.values)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decided_on:%Y-%m-%d}"


class OfferDecision(models.Model):
    """What a manager decided about somebody who does not want to hear again, when something happened all the same."""

    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="offer_decision")
    offer = models.BooleanField()
    reason = models.TextField(max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="offer_decision_gives_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return "Offer contact again" if self.offer else "Do not offer contact again"


class DiscretionaryDecisionQuerySet(models.QuerySet["DiscretionaryDecision"]):
    def standing(self) -> Self:
        return self.filter(superseded_at__isnull=True)


class DiscretionaryDecision(models.Model):
    """A manager's decision about contact without a right to it (domain 1.5): criterion, reason, review date, and when
    and how the referrer learned the outcome."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="discretionary_decisions")
    granted = models.BooleanField()
    criterion = models.ForeignKey(
        DiscretionaryCriterion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=12, choices=OutcomeTold, blank=True)
    told_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = DiscretionaryDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(superseded_at__isnull=True),
                name="one_standing_discretionary_decision",
            ),
            models.CheckConstraint(name="discretionary_decision_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="grant_has_a_criterion_and_a_review",
                condition=Q(
                    granted=True, criterion__isnull=False, review_on__isnull=False, review_on__gt=F("decided_on")
                )
                | Q(granted=False, review_on__isnull=True),
            ),
            models.CheckConstraint(
                name="outcome_was_told_on_a_day_in_a_way",
                condition=Q(told_on__isnull=True, told_how="", told_recorded_by__isnull=True)
                | Q(
                    told_on__isnull=False,
                    told_on__gte=F("decided_on"),
                    told_how__in=OutcomeTold.values,
                    told_recorded_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{'Granted' if self.granted else 'Not granted'} {self.decided_on:%Y-%m-%d}"


class LatenessReason(models.Model):
    """Why a clock of an enrolment was or will be late, as somebody gave it. It never pauses a clock (domain 2.5)."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="lateness_reasons")
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["enrolment", "reason"], name="lateness_reason_once_of_an_enrolment"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.reason_id}"
