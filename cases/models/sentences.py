"""What the court decided: a conviction at a court, the offences in it, and the sentence passed for each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import Disposal, SentenceCause
from cases.models.people import Offender
from cases.models.reference import Court, OffenceType
from cases.rules.sentence_length import Length


class Conviction(models.Model):
    """One sentencing hearing of one offender."""

    offender = models.ForeignKey(Offender, on_delete=models.PROTECT, related_name="convictions")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    court_as_written = models.CharField(max_length=160, blank=True)
    sentenced_on = models.DateField()

    class Meta:
        ordering = ["-sentenced_on"]

    def __str__(self) -> str:
        return f"{self.offender}, sentenced {self.sentenced_on:%Y-%m-%d}"

    @property
    def court_name(self) -> str:
        return self.court.name if self.court else self.court_as_written


class Offence(models.Model):
    """An offence of a conviction, as recorded: a code, words, or both."""

    conviction = models.ForeignKey(Conviction, on_delete=models.CASCADE, related_name="offences")
    offence_type = models.ForeignKey(
        OffenceType, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    code = models.CharField(max_length=12, blank=True)
    label = models.CharField(max_length=300, blank=True)
    committed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="offence_has_a_code_or_words", condition=~Q(code="") | ~Q(label="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.label or (self.offence_type.title if self.offence_type else self.code)


class Sentence(models.Model):
    """The sentence for one offence. A new one supersedes the old, which stays.

    `together_…` is the whole term where several sentences run one after another, as the court gave it; all nought when
    it did not. The sentence for the offence alone decides; the whole is said beside the verdict (domain 1.1).
    """

    offence = models.ForeignKey(Offence, on_delete=models.CASCADE, related_name="sentences")
    sentenced_on = models.DateField()
    disposal = models.CharField(max_length=24, choices=Disposal)
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    weeks = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    together_years = models.PositiveSmallIntegerField(default=0)
    together_months = models.PositiveSmallIntegerField(default=0)
    together_weeks = models.PositiveSmallIntegerField(default=0)
    together_days = models.PositiveSmallIntegerField(default=0)
    remand_days = models.PositiveSmallIntegerField(null=True, blank=True)
    cause = models.CharField(max_length=12, choices=SentenceCause, default=SentenceCause.PASSED)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["offence"], condition=Q(superseded_at__isnull=True), name="one_current_sentence_per_offence"
            ),
            models.CheckConstraint(name="sentence_disposal_is_known", condition=Q(disposal__in=Disposal.values)),
            models.CheckConstraint(name="sentence_cause_is_known", condition=Q(cause__in=SentenceCause.values)),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # Which offences have a history: few, among all that clocks are derived for.
            models.Index(fields=["offence"], condition=Q(superseded_at__isnull=False), name="sentence_superseded"),
        ]

    def __str__(self) -> str:
        return f"{self.length_in_words} {self.get_disposal_display()}".strip()

    @property
    def length(self) -> Length:
        return Length(self.years, self.months, self.weeks, self.days)

    @property
    def together(self) -> Length:
        return Length(self.together_years, self.together_months, self.together_weeks, self.together_days)

    @property
    def length_in_words(self) -> str:
        return self.length.in_words
