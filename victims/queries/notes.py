"""The notes of meetings and calls: of which contacts one can be sent, and which wait for an answer."""

from __future__ import annotations

from victims.enums import ContactOutcome
from victims.models import AgreedNote, ContactEntry, Enrolment
from victims.rules.contact import SPOKEN

SHOWN = 20


def contacts_to_note(enrolment: Enrolment) -> list[ContactEntry]:
    """Meetings and calls in which they spoke, the latest first: those without a note, or whose note can be corrected
    because they have not answered."""
    spoken = ContactEntry.objects.filter(enrolment=enrolment, channel__in=SPOKEN, outcome=ContactOutcome.SPOKE)
    return list(spoken.exclude(agreed_note__answered_on__isnull=False).select_related("agreed_note")[:SHOWN])


def notes_sent(enrolment: Enrolment) -> list[AgreedNote]:
    """The latest first; one that was answered can be corrected."""
    return list(AgreedNote.objects.filter(contact__enrolment=enrolment).select_related("contact")[:SHOWN])
