"""How long an office has to answer a request for a referral, where its prompts go, and which were sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from accounts.models.organisations import DatedReference
from victims.enums import PromptStep
from victims.models.referral_requests import ReferralRequest
from victims.rules.chase import ChaseDays


class ChaseSetting(DatedReference):
    """For one office, or for every office without one of its own (`organisation` empty). Days are working days after
    the day a case was found. The row in force on that day counts; a later one begins where it ends.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="chase_settings"
    )
    reply_days = models.PositiveSmallIntegerField()
    second_day = models.PositiveSmallIntegerField()
    third_day = models.PositiveSmallIntegerField()
    supervisor_inbox = models.EmailField(blank=True)
    head_inbox = models.EmailField(blank=True)

    class Meta(DatedReference.Meta):
        ordering = ["organisation__name", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "valid_from"], nulls_distinct=False, name="one_chase_setting_of_an_office_a_day"
            ),
            models.CheckConstraint(name="chase_setting_begins_on_a_day", condition=Q(valid_from__isnull=False)),
            models.CheckConstraint(
                name="prompts_come_in_order",
                condition=Q(reply_days__gte=1, second_day__gte=1, third_day__gt=F("second_day")),
            ),
            models.CheckConstraint(
                name="setting_of_all_offices_has_no_inbox",
                condition=Q(organisation__isnull=False) | Q(supervisor_inbox="", head_inbox=""),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else "Every other office"

    @property
    def days(self) -> ChaseDays:
        return ChaseDays(self.reply_days, self.second_day, self.third_day)


class RequestPrompt(models.Model):
    """A step that was taken, once. `told` names offices and staff. `reached_nobody`: no one of the office could be
    told, so those named are of the unit, whose task it is to reach the office in another way."""

    request = models.ForeignKey(ReferralRequest, on_delete=models.PROTECT, related_name="prompts")
    step = models.PositiveSmallIntegerField(choices=PromptStep)
    due_on = models.DateField()
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    told = models.CharField(max_length=300)
    reached_nobody = models.BooleanField(default=False)

    class Meta:
        ordering = ["request", "step"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "step"], name="one_prompt_of_a_step"),
            models.CheckConstraint(name="prompt_step_is_known", condition=Q(step__in=PromptStep.values)),
            models.CheckConstraint(name="prompt_goes_on_its_day_or_later", condition=Q(sent_on__gte=F("due_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.sent_on:%Y-%m-%d}"
