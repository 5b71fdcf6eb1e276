"""A manager's decisions, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from victims.enums import OutcomeTold
from victims.models import DiscretionaryCriterion
from vlu.forms import AnswersWhatWasSeen, GovukDateField

YES, NO = "yes", "no"
MANAGERS_WAYS = [choice for choice in OutcomeTold.choices if choice[0] != OutcomeTold.IN_SERVICE]


class DiscretionForm(AnswersWhatWasSeen):
    granted = forms.ChoiceField(
        label="Is contact offered?",
        choices=[(YES, "Yes, offer contact"), (NO, "No, do not offer contact")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether contact is offered."},
    )
    criterion = forms.ChoiceField(
        label="On which ground?",
        required=False,
        widget=forms.RadioSelect,
        help_text="Needed to offer contact. Leave it empty if no ground applies.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Kept with the case. The referrer reads the outcome only.",
        error_messages={"required": "Give your reason."},
    )
    review_on = GovukDateField(
        label="When is this reviewed?",
        what="the review date",
        required=False,
        help_text="Needed to offer contact. You are reminded on that day.",
    )

    def __init__(self, *args: Any, criteria: Sequence[DiscretionaryCriterion], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.criteria = {row.code: row for row in criteria}
        self.fields["criterion"].choices = [(code, _in_words(row)) for code, row in self.criteria.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("granted") == YES:
            if not cleaned.get("criterion"):
                self.add_error("criterion", "Choose the ground on which contact is offered.")
            if "review_on" not in self.errors and (not cleaned.get("review_on") or cleaned["review_on"] <= self.today):
                self.add_error("review_on", "Give a review date after today.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        return {
            "granted": cleaned["granted"] == YES,
            "criterion": self.criteria.get(cleaned["criterion"]),
            "reason": cleaned["reason"],
            "review_on": cleaned["review_on"],
        }


def _in_words(row: DiscretionaryCriterion) -> str:
    return f"{row.criterion} ({row.examples})" if row.examples else row.criterion


class OutcomeToldForm(AnswersWhatWasSeen):
    how = forms.ChoiceField(
        label="How did the referrer learn of it?",
        choices=MANAGERS_WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they learned of it."},
    )
    told_on = GovukDateField(label="When?", what="the date")


class OfferForm(AnswersWhatWasSeen):
    offer = forms.ChoiceField(
        label="Is contact offered again?",
        choices=[(NO, "No, respect what they said"), (YES, "Yes, their officer offers it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether contact is offered again."},
    )
    reason = forms.CharField(
        label="Why?", max_length=2000, widget=forms.Textarea, error_messages={"required": "Give your reason."}
    )
