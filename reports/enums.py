"""The words of the published figures."""

from __future__ import annotations

from django.db.models import TextChoices


class Stage(TextChoices):
    """The three stretches of time that Table 4 measures."""

    REFERRAL = "sentence_to_referral", "Sentence to referral"
    CONTACT = "referral_to_contact", "Referral to first contact"
    OVERALL = "sentence_to_contact", "Sentence to first contact"


class Grouping(TextChoices):
    REGION = "region", "Region"
    WCU = "wcu", "Witness care unit"
    OFFICER = "officer", "Officer"


class OffenceGroup(TextChoices):
    """The rows of Table 3, as printed."""

    BREACH = "Breach of order/conditions", "Breach of order/conditions"
    STALKING = "Stalking", "Stalking"
    HARASSMENT = "Harassment", "Harassment"
    OTHER = "Other", "Other"
