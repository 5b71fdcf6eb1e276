"""The note of a meeting or call: that it was sent, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from victims.complaint_enums import NoteAnswer
from victims.models import AgreedNote, ContactEntry
from vlu.forms import GovukDateField
from vlu.lib.dates import in_words


class NoteSentForm(forms.Form):
    contact = forms.ChoiceField(
        label="Of which meeting or call is the note?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the meeting or call."},
    )
    sent_on = GovukDateField(label="When was it sent?", what="the day it was sent")

    def __init__(self, *args: Any, contacts: Sequence[ContactEntry], today: date) -> None:
        super().__init__(*args)
        self.contacts = {str(row.pk): row for row in contacts}
        self.fields["contact"].choices = [(key, _of_contact(row)) for key, row in self.contacts.items()]  # type: ignore[attr-defined]
        self.initial = {"sent_on": today, "contact": next(iter(self.contacts)) if len(self.contacts) == 1 else ""}

    def facts(self) -> dict[str, Any]:
        return {"contact": self.contacts[self.cleaned_data["contact"]], "sent_on": self.cleaned_data["sent_on"]}


class NoteAnswerForm(forms.Form):
    note = forms.ChoiceField(
        label="Which note have they answered?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the note."},
    )
    answer = forms.ChoiceField(
        label="What did they say?",
        choices=NoteAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said."},
    )
    changes = forms.CharField(
        label="What did they want changed? (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="Needed if they changed it or do not agree.",
    )
    answered_on = GovukDateField(label="When did they answer?", what="the day they answered")

    def __init__(self, *args: Any, notes: Sequence[AgreedNote], today: date) -> None:
        super().__init__(*args)
        self.notes = {str(row.pk): row for row in notes}
        self.fields["note"].choices = [(key, _of_note(row)) for key, row in self.notes.items()]  # type: ignore[attr-defined]
        self.initial = {"answered_on": today, "note": next(iter(self.notes)) if len(self.notes) == 1 else ""}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") in {NoteAnswer.AMENDED, NoteAnswer.NOT_AGREED} and not cleaned.get("changes"):
            self.add_error("changes", "Say what they changed, or why they do not agree.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "note": self.notes[self.cleaned_data["note"]]}


def _of_contact(row: ContactEntry) -> str:
    sent = f" (recorded as sent on {in_words(row.agreed_note.sent_on)})" if hasattr(row, "agreed_note") else ""
    return f"{row.get_channel_display()}, {in_words(row.happened_on)}{sent}"


def _of_note(row: AgreedNote) -> str:
    answered = f" (recorded as {row.get_answer_display().lower()})" if row.answer else ""
    held = f"{row.contact.get_channel_display()}, {in_words(row.contact.happened_on)}"
    return f"{held}, sent {in_words(row.sent_on)}{answered}"
