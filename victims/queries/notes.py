"""The notes of meetings and calls: of which contacts one can be sent, and which wait for an answer."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from victims.enums import ContactOutcome, DeadlineKind
from victims.models import AgreedNote, ContactEntry, Deadline, Enrolment
from victims.rules.contact import SPOKEN

SHOWN = 20  # and whatever a clock waits for: what cannot be recorded would be late for ever


def contacts_to_note(enrolment: Enrolment) -> list[ContactEntry]:
    """Meetings and calls in which they spoke: those whose note is owed, then those without a note, or whose note can be
    corrected because they have not answered, the latest first."""
    owed = Deadline.objects.standing().filter(contact=OuterRef("pk"), kind=DeadlineKind.SEND_NOTE)
    spoken = ContactEntry.objects.filter(enrolment=enrolment, channel__in=SPOKEN, outcome=ContactOutcome.SPOKE)
    unanswered = spoken.exclude(agreed_note__answered_on__isnull=False).select_related("agreed_note")
    rows = unanswered.annotate(is_owed=Exists(owed)).order_by("-is_owed", "-happened_on", "-id")
    return [row for place, row in enumerate(rows) if row.is_owed or place < SHOWN]


def notes_sent(enrolment: Enrolment) -> list[AgreedNote]:
    """Those that wait for an answer, then those that were answered, which can be corrected; the latest first."""
    found = AgreedNote.objects.filter(contact__enrolment=enrolment).select_related("contact")
    rows = sorted(found, key=lambda note: bool(note.answer))
    return [row for place, row in enumerate(rows) if not row.answer or place < SHOWN]
