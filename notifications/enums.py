"""The words of what leaves the building."""

from __future__ import annotations

from django.db.models import TextChoices


class MessageState(TextChoices):
    """queued: waiting; sending: claimed, may be on the wire; sent: handed over; failed: refused for good;
    uncertain: nobody can say whether it left, so a person decides; dropped: overtaken while it waited."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"
    UNCERTAIN = "uncertain", "May or may not have been sent"
    DROPPED = "dropped", "Not sent, because it was no longer needed"


class MessageCause(TextChoices):
    """What a message is about: a reminder of a clock, a prompt for a referral, the morning list of what waits,
    a manager's decision about somebody referred."""

    REMINDER = "reminder", "Reminder"
    PROMPT = "prompt", "Request for a referral"
    LIST = "list", "List of requests that wait"
    OUTCOME = "outcome", "Decision about a referral"


class ReminderRuleCode(TextChoices):
    DUE_SOON = "due_soon", "Due in 3 working days"
    DUE_TODAY = "due_today", "Due today"
    OVERDUE = "overdue", "Overdue"
    OVERDUE_MANAGER = "overdue_manager", "Overdue for 2 working days: manager"
    EVENT = "event", "Something was reported about the offender"
    DECISION_DUE = "decision_due", "A manager's decision is due"
    DECISION_OVERDUE = "decision_overdue", "A manager's decision is overdue"
    OFFER_MADE = "offer_made", "Another unit offers a case"
    OFFER_LATE = "offer_late", "No answer to an offer in time"
    OFFER_ANSWERED = "offer_answered", "An offer is answered"
