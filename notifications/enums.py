"""The words of what leaves the building."""

from __future__ import annotations

from enum import Enum

from django.db.models import TextChoices


class MessageState(TextChoices):
    """queued: waiting; held: part of a batch a manager must release; sending: claimed, may be on the wire; sent: handed
    over; delivered: the provider says it arrived; failed: refused for good, or not delivered; uncertain: nobody can say
    yet whether it left; acknowledged: a person has dealt with its failing; dropped: overtaken while it waited."""

    QUEUED = "queued", "Waiting to be sent"
    HELD = "held", "Held until a manager decides"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Could not be sent"
    UNCERTAIN = "uncertain", "May or may not have been sent"
    ACKNOWLEDGED = "acknowledged", "Not sent or not delivered; a person has dealt with it"
    DROPPED = "dropped", "Not sent, because it was no longer needed"


class MessageCause(TextChoices):
    """What a message is about: a reminder of a clock, the reminders of a day together, a prompt for a referral, the
    morning list of what waits, a manager's decision about somebody referred, messages that are held."""

    REMINDER = "reminder", "Reminder"
    DIGEST = "digest", "Reminders of a day"
    PROMPT = "prompt", "Request for a referral"
    LIST = "list", "List of requests that wait"
    OUTCOME = "outcome", "Decision about a referral"
    BATCH = "batch", "Messages that are held"


class MessageChannel(TextChoices):
    """How a message leaves. Reminders in the application are rows of their own and need none of these."""

    EMAIL = "email", "E-mail"
    NOTIFY_EMAIL = "notify_email", "E-mail through GOV.UK Notify"
    TEXT = "text", "Text message"
    LETTER = "letter", "Letter through GOV.UK Notify"
    PRINT = "print", "Printed and posted by the unit"


class Outcome(Enum):
    """What is known of an attempt to hand a message over, or of a question about it.

    Of the message: `REFUSED` for good; `REFUSED_FOR_NOW`, which may pass; `UNCERTAIN`: it was on the wire when the
    answer failed to come, so it may have left; `NOT_NEEDED`: not tried; `NOT_KNOWN`: the provider was asked and never
    had it. Of the whole channel, when nothing left: `UNREACHABLE`: nobody answered; `TOO_MANY`: it asks for a pause;
    `TURNED_AWAY`: it does not accept us, which somebody must put right.
    """

    SENT = "sent"
    REFUSED = "refused"
    REFUSED_FOR_NOW = "refused for now"
    UNCERTAIN = "uncertain"
    NOT_NEEDED = "not needed"
    NOT_KNOWN = "not known"
    UNREACHABLE = "unreachable"
    TOO_MANY = "too many"
    TURNED_AWAY = "turned away"

    @property
    def stops_the_channel(self) -> bool:
        return self in {Outcome.UNREACHABLE, Outcome.TOO_MANY, Outcome.TURNED_AWAY}


class Audience(TextChoices):
    """For whom a step of the ladder is. The officer means whoever covers for them when they are away, and the managers
    of the owning region when nobody who may be told is allocated."""

    OFFICER = "officer", "The officer"
    MANAGERS = "managers", "The managers of the unit"
    HEAD = "head", "The head of service"


class Mailing(TextChoices):
    """How a step reaches its readers besides their list in the application. Whatever is urgent goes at once."""

    DIGEST = "digest", "Once a day, together"
    AT_ONCE = "at_once", "At once"
    NONE = "none", "In the application only"


class BatchDecision(TextChoices):
    """What a manager decided of a batch that was held. Empty while it waits."""

    RELEASED = "released", "Sent"
    DISCARDED = "discarded", "Not sent"


class ReminderRuleCode(TextChoices):
    DUE_SOON = "due_soon", "Due in 3 working days"
    DUE_TODAY = "due_today", "Due today"
    OVERDUE = "overdue", "Overdue"
    OVERDUE_MANAGER = "overdue_manager", "Overdue for 2 working days: manager"
    OVERDUE_HEAD = "overdue_head", "Overdue for 5 working days: head of service"
    OVERDUE_STILL = "overdue_still", "Overdue for 10 working days or more: manager"
    OVERDUE_HEAD_STILL = "overdue_head_still", "Overdue for 20 working days or more: head of service"
    EVENT = "event", "Something was reported about the offender"
    URGENT_TODAY = "urgent_today", "Urgent: due today"
    DECISION_DUE = "decision_due", "A manager's decision is due"
    DECISION_OVERDUE = "decision_overdue", "A manager's decision is overdue"
    DECISION_HEAD = "decision_head", "A manager's decision is overdue for 5 working days: head of service"
    DECISION_STILL = "decision_still", "A manager's decision is overdue for 10 working days or more"
    DECISION_HEAD_STILL = (
        "decision_head_still",
        "A manager's decision is overdue for 20 working days or more: head of service",
    )
    OFFER_MADE = "offer_made", "Another unit offers a case"
    OFFER_LATE = "offer_late", "No answer to an offer in time"
    OFFER_ANSWERED = "offer_answered", "An offer is answered"
