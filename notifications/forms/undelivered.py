"""What a person says about a message that did not arrive."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MOST_LINES = 7


class SendAgainForm(forms.Form):
    """Of a message that may have left, `checked` is asked: a second one would be worse than none."""

    checked = forms.BooleanField(
        label="I have checked that it did not arrive",
        error_messages={"required": "Check with them first. If it arrived, say that it is dealt with."},
    )

    def __init__(self, *args: Any, may_have_left: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_have_left:
            del self.fields["checked"]


class EnvelopeForm(forms.Form):
    envelope = forms.CharField(
        label="Lines of the envelope",
        max_length=400,
        help_text="The name of the office or person, then the address, one line each.",
        widget=forms.Textarea(attrs={"rows": MOST_LINES}),
        error_messages={"required": "Enter the name and the address."},
    )

    def clean_envelope(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["envelope"].splitlines() if line.strip()]
        if len(lines) < 2:
            raise ValidationError("Enter the name and the address, on two lines or more.")
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Enter {MOST_LINES} lines at most, so that they fit the envelope.")
        return "\n".join(lines)


class DealtWithForm(forms.Form):
    note = forms.CharField(
        label="What did you do?",
        max_length=300,
        help_text="For example: telephoned the office and told them. Name no victim in it.",
        error_messages={"required": "Say what you did."},
    )
