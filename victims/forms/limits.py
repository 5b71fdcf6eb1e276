"""The question of what a limit is to be, and from when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from victims.forms.sentence import whole_number
from victims.models import TimeLimit
from vlu.forms import GovukDateField

YES, NO = "yes", "no"
CONFIDENCE = [("H", "High: I have read it in the law or an instruction"), ("M", "Medium"), ("L", "Low")]
MOST = 999


class LimitChangeForm(forms.Form):
    """`may_be_off`: whether it can be switched off at all."""

    amount = whole_number("How many", MOST)
    runs = forms.ChoiceField(
        label="Does it give a clock?",
        choices=[(YES, "Yes"), (NO, "No, it is switched off")],
        widget=forms.RadioSelect,
    )
    from_day = GovukDateField(
        label="From which day?",
        what="the first day",
        help_text="A clock that begins on or after this day has the new limit. Today or later.",
    )
    source = forms.CharField(
        label="Where does this come from?",
        max_length=300,
        help_text="The law, instruction or decision, so that others can look it up.",
        error_messages={"required": "Say where the limit comes from"},
    )
    confidence = forms.ChoiceField(label="How sure is this?", choices=CONFIDENCE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, row: TimeLimit, may_be_off: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.today = row, today
        words = {"working_day": "working days", "calendar_day": "days"}.get(row.unit, "months")
        self.fields["amount"].label = f"How many {words}?"
        self.fields["amount"].required = True
        self.fields["amount"].error_messages["required"] = f"Enter how many {words}"
        if not may_be_off and row.runs:
            self.fields["runs"].widget = forms.HiddenInput()
            self.fields["runs"].initial = YES

    def clean_from_day(self) -> date:
        day: date = self.cleaned_data["from_day"]
        if day < self.today:
            raise ValidationError("The first day must be today or later")
        return day
