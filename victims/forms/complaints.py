"""A complaint and its next step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from victims.complaint_enums import ComplaintOutcome, ComplaintStep
from vlu.forms import GovukDateField

YES = "yes"
WHEN: dict[str, str] = {
    ComplaintStep.ACKNOWLEDGED: "When was it acknowledged?",
    ComplaintStep.ANSWERED: "When was the answer sent?",
    ComplaintStep.APPEALED: "When did the appeal reach us?",
    ComplaintStep.APPEAL_ANSWERED: "When was the answer to the appeal sent?",
    ComplaintStep.WITHDRAWN: "When did they withdraw it?",
}


class ComplaintForm(forms.Form):
    received_on = GovukDateField(label="When did it reach us?", what="the day it reached us")
    summary = forms.CharField(
        label="What is it about?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="In their words where you can. Only managers of the unit can read this.",
        error_messages={"required": "Say what it is about."},
    )

    def __init__(self, *args: Any, today: date) -> None:
        super().__init__(*args)
        self.initial = {"received_on": today}


class ComplaintStepForm(forms.Form):
    """The fields of one step."""

    eligible = forms.ChoiceField(
        label="Can it be dealt with under the complaints procedure?",
        choices=[(YES, "Yes"), ("no", "No: they were told why, and what else they can do")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    outcome = forms.ChoiceField(
        label="What was decided?",
        choices=ComplaintOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided."},
    )
    happened_on = GovukDateField(label="When?", what="the day")

    def __init__(self, *args: Any, step: ComplaintStep, today: date) -> None:
        super().__init__(*args)
        self.initial = {"happened_on": today}
        self.fields["happened_on"].label = WHEN[step]
        if step != ComplaintStep.ACKNOWLEDGED:
            del self.fields["eligible"]
        if step not in {ComplaintStep.ANSWERED, ComplaintStep.APPEAL_ANSWERED}:
            del self.fields["outcome"]

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        if "eligible" in facts:
            facts["eligible"] = facts["eligible"] == YES
        return facts
