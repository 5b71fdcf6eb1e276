"""Messages waiting to leave. A row is written in the same transaction as its cause; a worker claims, sends, settles."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from accounts.enums import Capability
from accounts.models import Region, User
from notifications.enums import MessageCause, MessageChannel, MessageState
from notifications.models.batches import HeldBatch, of_no_unit_with
from notifications.models.reminders import Reminder
from victims.models import DiscretionaryDecision, ReferralRequest
from vlu.lib.querysets import ConfidentialQuerySet

TRIED_OR_ASKED_AGAIN = Q(state="uncertain", settled_at__isnull=True)
LEAVES_BY_ITSELF = ~Q(channel="print")
STATUS_IS_AWAITED = Q(state="sent", channel__in=["notify_email", "text", "letter"]) & ~Q(provider_status="received")

MAY_BE_FORGOTTEN = Q(forgotten_at__isnull=True, state__in=["sent", "delivered", "acknowledged", "dropped"])


class OutboxQuerySet(ConfidentialQuerySet["OutboxMessage"]):
    def visible_to(self, user: User) -> Self:
        """Those of the unit, for whoever deals with what did not arrive. Those of no unit, and of a unit in which
        nobody is left who does, for administrators: a message names no victim."""
        if not user.may(Capability.SETTLE_MESSAGES):
            return self.none()
        if user.may(Capability.SEE_UNIT_CASES):
            return self.filter(region=user.region_code) if user.region_code else self.none()
        return self.filter(of_no_unit_with(Capability.SETTLE_MESSAGES))

    def waiting(self) -> Self:
        """To be sent by a worker. What is printed leaves by hand."""
        return self.filter(state=MessageState.QUEUED).exclude(channel=MessageChannel.PRINT)

    def to_be_posted(self) -> Self:
        return self.filter(state=MessageState.QUEUED, channel=MessageChannel.PRINT)

    def about(self) -> Self:
        """With what each is about, to be said on a page."""
        of_a_reminder = ("reminder__enrolment__case", "reminder__offer", "reminder__deadline")
        of_a_decision = ("decision__enrolment__case", "decision__enrolment__referral")
        found = self.select_related("recipient", "batch", "acknowledged_by", *of_a_reminder, *of_a_decision)
        return found.prefetch_related("requests__case", "requests__organisation")

    def in_doubt(self) -> Self:
        """Those that may have left and are asked about, or sent again, by themselves."""
        return self.filter(TRIED_OR_ASKED_AGAIN)

    def needing_a_person(self) -> Self:
        """Uncertain is for a person once it is settled: until then it is asked about or sent again by itself."""
        return self.filter(Q(state=MessageState.FAILED) | Q(state=MessageState.UNCERTAIN, settled_at__isnull=False))

    def ready(self, now: datetime) -> Self:
        """In the order in which they are due."""
        return self.filter(LEAVES_BY_ITSELF, not_before__lte=now).order_by("not_before", "pk")

    def to_forget(self, before: datetime) -> Self:
        """Settled before that moment, for good, and not forgotten yet: not while a provider may still say otherwise."""
        acknowledged_since = Q(acknowledged_at__gte=before)
        return self.filter(MAY_BE_FORGOTTEN, ~STATUS_IS_AWAITED, settled_at__lt=before).exclude(acknowledged_since)

    def awaiting_status(self) -> Self:
        """Handed to a provider that can be asked what became of them, and has not said the last of it."""
        return self.filter(STATUS_IS_AWAITED)


class OutboxMessage(models.Model):
    """The life of a message: docs/rules/messages.md. `dedupe_key` (clock, rule, target date, reader) rules out a
    second; `reference` is what a provider knows it by, and tells nothing.

    `begun_at` is committed before anything goes on the wire: a worker that died without it left nothing there.
    `doubts` counts the attempts of which nobody could say whether it left. Words and address are removed some time
    after it is settled (`forgotten_at`).

    It goes to a person (`recipient`) or to an office (`address`: an inbox, a number or the lines of an envelope), about
    a reminder, the reminders of a day, `requests` or a `decision`. Its words are written when it is first claimed
    (`worded_at`), from the facts of that moment, and stay: a second attempt says the same. `region` is the unit that
    must look when it does not arrive; without one the administrators must.
    """

    dedupe_key = models.CharField(max_length=120)
    cause = models.CharField(max_length=10, choices=MessageCause, default=MessageCause.REMINDER)
    reminder = models.OneToOneField(Reminder, on_delete=models.PROTECT, null=True, blank=True, related_name="message")
    requests = models.ManyToManyField(ReferralRequest, related_name="messages", blank=True)
    decision = models.ForeignKey(
        DiscretionaryDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        db_index=False,
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    address = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=12, choices=MessageChannel, default=MessageChannel.EMAIL)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reference = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    provider_id = models.CharField(max_length=60, blank=True, default="", db_default="")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    worded_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(
        HeldBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="messages", db_index=False
    )
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.QUEUED)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    doubts = models.PositiveSmallIntegerField(default=0, db_default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    provider_status = models.CharField(max_length=30, blank=True, default="", db_default="")
    forgotten_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(  # looked for by how it begins as well: one index for both
                fields=["dedupe_key"], opclasses=["varchar_pattern_ops"], name="one_message_for_its_key"
            ),
            models.CheckConstraint(
                name="message_being_sent_has_a_lease",
                condition=(Q(state="sending", leased_until__isnull=False) & ~Q(leased_by=""))
                | (~Q(state="sending") & Q(leased_until__isnull=True, leased_by="")),
            ),
            models.CheckConstraint(
                name="message_has_its_cause",
                condition=Q(cause="reminder", reminder__isnull=False, decision__isnull=True)
                | Q(cause__in=["prompt", "list", "digest"], reminder__isnull=True, decision__isnull=True)
                | Q(cause="outcome", reminder__isnull=True, decision__isnull=False)
                | Q(cause="batch", reminder__isnull=True, decision__isnull=True, batch__isnull=False),
            ),
            models.CheckConstraint(
                name="message_goes_to_a_person_or_an_inbox",
                condition=Q(recipient__isnull=False, address="")
                | (Q(recipient__isnull=True) & (~Q(address="") | Q(forgotten_at__isnull=False))),
            ),
            models.CheckConstraint(
                name="message_held_is_of_a_batch", condition=~Q(state="held") | Q(batch__isnull=False)
            ),
            models.CheckConstraint(
                name="message_acknowledged_by_somebody",
                condition=(
                    Q(state="acknowledged", acknowledged_by__isnull=False, acknowledged_at__isnull=False) & ~Q(note="")
                )
                | (~Q(state="acknowledged") & Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_on_its_way_has_words",
                condition=~Q(state__in=["sending", "sent", "delivered", "uncertain"])
                | (~Q(subject="") & ~Q(body=""))
                | Q(forgotten_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_is_forgotten_whole_and_only_when_settled",
                condition=Q(forgotten_at__isnull=True)
                | Q(subject="", body="", address="", state__in=["sent", "delivered", "acknowledged", "dropped"]),
            ),
            models.CheckConstraint(
                name="text_or_letter_that_may_have_left_is_not_queued",
                condition=~Q(state="queued", channel__in=["text", "letter"]) | Q(doubts=0),
            ),
            models.CheckConstraint(name="message_channel_is_known", condition=Q(channel__in=MessageChannel.values)),
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=MessageState.values)),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(  # drain
                F("not_before"), F("id"), condition=Q(state="queued") & LEAVES_BY_ITSELF, name="outbox_waiting"
            ),
            models.Index(F("not_before"), F("id"), condition=TRIED_OR_ASKED_AGAIN, name="outbox_in_doubt"),  # drain
            models.Index(  # status
                F("checked_at").asc(nulls_first=True),
                F("id"),
                condition=STATUS_IS_AWAITED,
                name="outbox_status_awaited",
            ),
            models.Index(  # retention
                F("settled_at"),
                condition=MAY_BE_FORGOTTEN,
                name="outbox_to_forget",
            ),
            models.Index(  # sweep of the stuck; not by its lease: a column in no index is written without touching any
                F("id"), condition=Q(state="sending"), name="outbox_being_sent"
            ),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="outbox_of_a_batch"),
            models.Index(fields=["decision"], condition=Q(decision__isnull=False), name="outbox_of_a_decision"),
            models.Index(
                F("region"), condition=Q(state__in=["failed", "uncertain"]), name="outbox_for_a_person"
            ),  # home pages, pages of a case
            models.Index(
                F("region"), condition=Q(state="queued", channel="print"), name="outbox_to_be_posted"
            ),  # the print queue
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"

    @property
    def goes_to(self) -> str:
        """The person's own, or that of the office: an e-mail address, a number or the lines of an envelope."""
        if self.recipient is None:
            return self.address
        if self.channel == MessageChannel.LETTER:
            return ""
        return self.recipient.phone if self.channel == MessageChannel.TEXT else self.recipient.email

    @property
    def is_overtaken(self) -> bool:
        """Every request it asks about was answered while it waited, or the decision was replaced or is known, or the
        offer was answered, or the batch decided, or no clock it is about stands for that date any more."""
        if self.cause == MessageCause.DIGEST:
            waiting = self.reminders.filter(read_at__isnull=True).select_related("deadline", "offer")
            return all(reminder.now for reminder in waiting)
        if self.reminder is not None:
            return bool(self.reminder.now)
        if self.decision is not None:
            return self.decision.told_on is not None or self.decision.superseded_at is not None
        if self.cause == MessageCause.BATCH:
            return self.batch is not None and bool(self.batch.decision)
        return not self.requests.standing().exists()
