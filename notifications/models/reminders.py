"""The list a person sees in the application: one row for each clock, rule, target date and reader."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Capability
from accounts.models import User
from notifications.enums import MessageState, ReminderRuleCode
from victims.models import AccessGrant, Deadline, Enrolment
from vlu.lib.querysets import ConfidentialQuerySet

_MAIL_TROUBLE: dict[str, str] = {
    MessageState.FAILED: "The e-mail about this could not be sent",
    MessageState.UNCERTAIN: "The e-mail about this may not have arrived",
}


class ReminderQuerySet(ConfidentialQuerySet["Reminder"]):
    def visible_to(self, user: User) -> Self:
        """Their own, while they may read reminders, of cases their region owns: a sentence may carry a short name.
        One about a restricted case only if they may open that case, or if it names nobody."""
        if user.may(Capability.READ_REMINDERS) and user.region_code:
            let_in = AccessGrant.objects.open().filter(enrolment=OuterRef("enrolment"), person=user)
            may_be_read = Q(enrolment__restricted=False) | Q(names_nobody=True) | Exists(let_in)
            return self.filter(may_be_read, reader=user, enrolment__region=user.region_code)
        return self.none()

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Reminder(models.Model):
    """`target_date` is the due date it was raised for: when the date moves, a reminder for the new date may follow.
    `names_nobody`: it was raised about a restricted case, for somebody who may not open it."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="reminders")
    rule = models.CharField(max_length=20, choices=ReminderRuleCode)
    target_date = models.DateField()
    sentence = models.CharField(max_length=300)
    names_nobody = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["deadline", "rule", "target_date", "reader"], name="one_reminder_for_clock_rule_date_reader"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("reader"), F("raised_at").desc(), condition=Q(read_at__isnull=True), name="reminder_unread"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def now(self) -> str:
        """What has become of the clock since, which the sentence cannot know; empty when nothing has."""
        if self.deadline.met_on:
            return "Done"
        if self.deadline.withdrawn_on:
            return "No longer due"
        return "" if self.deadline.due_on == self.target_date else "The date has moved"

    @property
    def is_late(self) -> bool:
        return not self.now and self.rule in {ReminderRuleCode.OVERDUE, ReminderRuleCode.OVERDUE_MANAGER}

    @property
    def mail_trouble(self) -> str:
        """What the reader must know when the e-mail about this did not certainly arrive."""
        message = getattr(self, "message", None)
        return _MAIL_TROUBLE.get(message.state, "") if message else ""
