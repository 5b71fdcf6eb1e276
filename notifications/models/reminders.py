"""The list a person sees in the application: one row for each clock, rule, target date and reader."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Capability
from accounts.models import User
from accounts.roles import roles_with
from notifications.enums import MessageState, ReminderRuleCode
from victims.models import AccessGrant, Deadline, Enrolment, TransferOffer
from vlu.lib.querysets import ConfidentialQuerySet

_MAIL_TROUBLE: dict[str, str] = {
    MessageState.FAILED: "The e-mail about this could not be sent",
    MessageState.UNCERTAIN: "The e-mail about this may not have arrived",
}


class ReminderQuerySet(ConfidentialQuerySet["Reminder"]):
    def visible_to(self, user: User) -> Self:
        """Their own, as far as `that_their_reader_may_read` goes."""
        if not user.may(Capability.READ_REMINDERS) or not user.region_code:
            return self.none()
        return self.filter(reader=user).that_their_reader_may_read()

    def that_their_reader_may_read(self) -> Self:
        """While the reader may read reminders: of cases that region owns, because a sentence may carry a short name.
        One about a restricted case only if they may open that case, or if it names nobody. One about a complaint only
        while they handle complaints: it may be about the officer. One about an offer names nobody, and is for both
        units."""
        region = F("reader__organisation__region")
        let_in = AccessGrant.objects.open().filter(enrolment=OuterRef("enrolment"), person=OuterRef("reader"))
        of_a_case = Q(enrolment__restricted=False) | Q(names_nobody=True) | Exists(let_in)
        of_a_complaint = _by(Capability.HANDLE_COMPLAINTS) | Q(deadline__complaint__isnull=True)
        of_a_clock = Q(of_a_case, of_a_complaint, deadline__isnull=False, enrolment__region=region)
        of_an_offer = Q(offer__from_region=region) | Q(offer__to_region=region)
        readers = Q(_by(Capability.READ_REMINDERS), reader__is_active=True)
        return self.filter(of_a_clock | of_an_offer, readers)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


def _by(capability: Capability) -> Q:
    return Q(reader__role__in=roles_with(capability))


class Reminder(models.Model):
    """Of a clock, or of an offer between units.

    `target_date` is the due date it was raised for: when the date moves, a reminder for the new date may follow. Of an
    offer it is the day by which it should be answered. `names_nobody`: it is read by somebody who may not open the
    case, or not for long. The sentence of a clock is put together when it is read (notifications.queries.words), from
    the facts of that moment; of an offer it is kept. One that goes `by_digest` has the message of the day it was in.
    `working_days_late`: for which of its days a step that repeats was said last, 0 for one that does not.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    # Said by the clock or the offer already: kept for the lists, and checked there alone.
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders", db_index=False
    )
    offer = models.ForeignKey(
        TransferOffer, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders", db_index=False
    )
    rule = models.CharField(max_length=20, choices=ReminderRuleCode)
    target_date = models.DateField()
    sentence = models.CharField(max_length=300, blank=True)
    names_nobody = models.BooleanField(default=False)
    by_digest = models.BooleanField(default=False)
    working_days_late = models.PositiveSmallIntegerField(default=0, db_default=0)
    digest = models.ForeignKey(
        "notifications.OutboxMessage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminders",
        db_index=False,
    )
    raised_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["deadline", "rule", "target_date", "reader"], name="one_reminder_for_clock_rule_date_reader"
            ),
            models.UniqueConstraint(
                fields=["offer", "rule", "reader"],
                condition=Q(offer__isnull=False),
                name="one_reminder_for_offer_rule_reader",
            ),
            models.CheckConstraint(
                name="reminder_is_of_a_clock_or_an_offer",
                condition=Q(deadline__isnull=False, offer__isnull=True)
                | Q(deadline__isnull=True, offer__isnull=False, names_nobody=True),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("reader"), F("raised_at").desc(), condition=Q(read_at__isnull=True), name="reminder_unread"),
            models.Index(
                fields=["digest"], condition=Q(digest__isnull=False), name="reminder_of_a_morning"
            ),  # its words
            models.Index(
                fields=["reader"],
                condition=Q(by_digest=True, digest__isnull=True, read_at__isnull=True),
                name="reminder_for_the_morning",  # the day's e-mail
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def now(self) -> str:
        """What has become of it since, which the sentence cannot know; empty when nothing has."""
        if self.offer is not None:
            return "Answered" if self.offer.answer and self.rule != ReminderRuleCode.OFFER_ANSWERED else ""
        if self.deadline is None:
            return ""
        if self.deadline.met_on:
            return "Done"
        if self.deadline.withdrawn_on:
            return "No longer due"
        return "" if self.deadline.due_on == self.target_date else "The date has moved"

    def is_late_on(self, today: date) -> bool:
        """Whichever step it was raised for: the day may have passed since, and its sentence says so."""
        is_news = self.rule == ReminderRuleCode.OFFER_ANSWERED  # whose date was one for the answer
        return not self.now and not is_news and self.target_date < today

    @property
    def mail_trouble(self) -> str:
        """What the reader must know when the e-mail about this did not certainly arrive."""
        message = getattr(self, "message", None) or self.digest
        return _MAIL_TROUBLE.get(message.state, "") if message else ""
