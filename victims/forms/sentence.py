"""Questions about a sentence that more than one form asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from vlu.lib.working_days import FIRST_DAY

LENGTH_PARTS = ("years", "months", "weeks", "days")


def whole_number(label: str, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": f"“{label}” must be a whole number",
            "min_value": f"“{label}” must be 0 or more",
            "max_value": f"“{label}” must be {most} or fewer",
        },
        **options,
    )


def sentence_day(day: date, today: date) -> date:
    """Raises ValidationError for a day that no sentence of ours can have."""
    if day > today:
        raise forms.ValidationError("The date of sentence must be today or earlier")
    if day < FIRST_DAY:
        raise forms.ValidationError(
            f"The date of sentence must be after {FIRST_DAY.year - 1}. For an older sentence, telephone the unit."
        )
    return day
