"""Why something was late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from victims.models import ReasonCode


class LatenessForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why was it late?", widget=forms.RadioSelect, error_messages={"required": "Choose a reason."}
    )
    note = forms.CharField(label="Note (optional)", required=False, max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, reasons: Sequence[ReasonCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {row.code: row for row in reasons}
        self.fields["reason"].choices = [(code, row.for_anybody) for code, row in self.reasons.items()]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {"reason": self.reasons[self.cleaned_data["reason"]], "note": self.cleaned_data["note"]}
