"""Until when reminders wait and why; what is being done about a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from vlu.forms import AnswersWhatWasSeen
from vlu.lib.dates import in_words

LONGEST = 300


class RemindLaterForm(AnswersWhatWasSeen):
    """`due_on` is what the page shows: a date that moved meanwhile is another question."""

    until = forms.ChoiceField(
        label="Until when?", widget=forms.RadioSelect, error_messages={"required": "Choose a day"}
    )
    reason = forms.CharField(
        label="Why can it wait?",
        help_text="Your managers read this on the case page.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it can wait"},
    )

    def __init__(self, *args: Any, due_on: date, days: Sequence[date], **options: Any) -> None:
        super().__init__(*args, shows=due_on.toordinal(), **options)
        self.fields["until"].choices = [(day.isoformat(), in_words(day)) for day in days]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"until": date.fromisoformat(self.cleaned_data["until"]), "reason": self.cleaned_data["reason"]}


class InHandForm(AnswersWhatWasSeen):
    note = forms.CharField(
        label="What is being done?",
        help_text="Your managers and colleagues read this on the case page.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is being done"},
    )

    def __init__(self, *args: Any, due_on: date, **options: Any) -> None:
        super().__init__(*args, shows=due_on.toordinal(), **options)
