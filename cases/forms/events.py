"""Report an event: when, and a note. Two fields, for a telephone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cases.enums import EventKind
from vlu.forms import GovukDateField

QUESTION: Mapping[EventKind, str] = {
    EventKind.RELEASE_PLANNED: "When is release planned?",
    EventKind.RELEASED: "When were they released?",
    EventKind.TEMPORARY_RELEASE: "When does the temporary release begin?",
    EventKind.OPEN_CONDITIONS: "When did they move to open conditions?",
    EventKind.CLOSED_CONDITIONS: "When did they move back to closed conditions?",
    EventKind.RECALL: "When was the recall decided?",
    EventKind.UNLAWFULLY_AT_LARGE: "Since when?",
    EventKind.PAROLE_DECISION: "When was it issued?",
    EventKind.DEATH: "When did they die?",
    EventKind.OTHER: "When?",
}
STILL_TO_COME = frozenset({EventKind.RELEASE_PLANNED, EventKind.TEMPORARY_RELEASE})
LONGEST_NOTE = 1000


class EventForm(forms.Form):
    happens_on = GovukDateField(label="When?", what="the date")
    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Do not write about anybody harmed or their family, or where the offender will live.",
        error_messages={
            "required": "Say what has happened",
            "max_length": f"The note must be {LONGEST_NOTE} characters or fewer",
            "null_characters_not_allowed": "The note holds a character that cannot be kept. Type it again.",
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, kind: EventKind, today: date) -> None:
        super().__init__(data)
        when, note = self.fields["happens_on"], self.fields["note"]
        when.label = QUESTION[kind]
        when.initial = None if kind in STILL_TO_COME else today
        note.required = kind == EventKind.OTHER
        if note.required:
            note.label = "What has happened?"
