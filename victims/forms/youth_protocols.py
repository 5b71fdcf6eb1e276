"""How the protocol with a youth offending team stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Organisation
from victims.enums import ProtocolStatus
from vlu.forms import GovukDateField


class YouthProtocolForm(forms.Form):
    """`teams`: those of the region. An agreed protocol needs both days, any other has none."""

    team = forms.ModelChoiceField(
        label="Youth offending team",
        queryset=Organisation.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose a team"},
    )
    status = forms.ChoiceField(
        label="How does the protocol stand?",
        choices=ProtocolStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    agreed_on = GovukDateField(
        label="When was it agreed?", what="the day it was agreed", required=False, help_text="Only if it is agreed."
    )
    review_on = GovukDateField(
        label="When is it to be reviewed?",
        what="the day of the review",
        required=False,
        help_text="Only if it is agreed.",
    )
    joint_visits = forms.BooleanField(label="The team and your unit visit people together", required=False)
    contact = forms.CharField(
        label="Whom do you ask for at the team? (optional)",
        required=False,
        max_length=200,
        help_text="Name, number or e-mail address of staff.",
    )

    def __init__(self, *args: Any, teams: QuerySet[Organisation], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, field = today, self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teams
        if len(only := list(teams[:2])) == 1:
            field.initial = only[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        agreed_on, review_on = cleaned.get("agreed_on"), cleaned.get("review_on")
        if cleaned.get("status") != ProtocolStatus.AGREED:
            for name in ("agreed_on", "review_on"):
                if cleaned.get(name):
                    self.add_error(name, "Leave this empty until the protocol is agreed")
            return cleaned
        if not agreed_on and "agreed_on" not in self.errors:
            self.add_error("agreed_on", "Enter the day it was agreed")
        elif agreed_on and agreed_on > self.today:
            self.add_error("agreed_on", "The day it was agreed cannot be in the future")
        if not review_on and "review_on" not in self.errors:
            self.add_error("review_on", "Enter the day of the review")
        elif agreed_on and review_on and review_on <= agreed_on:
            self.add_error("review_on", "The review must be after the day it was agreed")
        return cleaned
