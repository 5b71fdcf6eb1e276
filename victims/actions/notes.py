"""Record that the note of a meeting or call was sent to them, and what they answered."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.actions.clocks import refresh_clocks
from victims.models import AgreedNote, ContactEntry, Enrolment
from vlu.lib import clock
from vlu.lib.errors import DomainError

SENT = audit.verb("enrolment.note_sent", "recorded that a note was sent to be agreed")
ANSWERED = audit.verb("enrolment.note_answered", "recorded the answer to a note")


class NoteDayIsWrong(DomainError):
    """A day that cannot be, or a note that was answered already."""

    code = "note_day_is_wrong"


@transaction.atomic
def record_note_sent(*, contact: ContactEntry, sent_on: date, by: User) -> AgreedNote:
    """Doing it again corrects the day, as long as they have not answered. Raises NoteDayIsWrong."""
    enrolment = _locked(contact)
    if not contact.happened_on <= sent_on <= clock.today():
        raise NoteDayIsWrong("The note cannot be sent before the contact or after today.")
    note = AgreedNote.objects.filter(contact=contact).first() or AgreedNote(contact=contact)
    if note.answer:
        raise NoteDayIsWrong("They have answered this note already.")
    note.sent_on = sent_on
    _keep(note, by)
    _follow(enrolment)
    audit.record(SENT, enrolment, by, region=enrolment.region_id, sent_on=sent_on.isoformat())
    return note


@transaction.atomic
def record_note_answer(*, note: AgreedNote, answer: str, answered_on: date, changes: str = "", by: User) -> AgreedNote:
    """Doing it again corrects the answer. Raises NoteDayIsWrong."""
    enrolment = _locked(note.contact)
    locked = AgreedNote.objects.get(pk=note.pk)
    if not locked.sent_on <= answered_on <= clock.today():
        raise NoteDayIsWrong("They cannot have answered before the note was sent, or after today.")
    locked.answer, locked.answered_on, locked.changes = answer, answered_on, changes
    _keep(locked, by)
    _follow(enrolment)
    audit.record(ANSWERED, enrolment, by, region=enrolment.region_id, answer=locked.get_answer_display())
    return locked


def _locked(contact: ContactEntry) -> Enrolment:
    return Enrolment.objects.select_for_update().get(pk=contact.enrolment_id)


def _keep(note: AgreedNote, by: User) -> None:
    note.recorded_by, note.recorded_at = by, clock.now()
    note.full_clean()
    note.save()


def _follow(enrolment: Enrolment) -> None:
    refresh_clocks(enrolment, clock.today())
