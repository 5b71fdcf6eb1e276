"""The words of complaints and of notes to be agreed."""

from __future__ import annotations

from django.db.models import TextChoices


class NoteAnswer(TextChoices):
    """What somebody said to the note of a meeting or call (HMIP 2.10)."""

    AGREED = "agreed", "They agree with it"
    AMENDED = "amended", "They had it changed, and agree"
    NOT_AGREED = "not_agreed", "They do not agree with it"


class ComplaintStep(TextChoices):
    """What can be recorded of a complaint, in its order; withdrawn at any time before the end."""

    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ANSWERED = "answered", "Answered"
    APPEALED = "appealed", "Appealed against"
    APPEAL_ANSWERED = "appeal_answered", "Appeal answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ComplaintOutcome(TextChoices):
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"
    RESOLVED = "resolved", "Resolved with them"
