"""Offer a case to another unit; answer an offer; where somebody lives."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Region
from victims.enums import TransferReason

ACCEPT, DECLINE = "accept", "decline"


class OfferForm(forms.Form):
    to_region = forms.ModelChoiceField(
        label="Which unit do you offer it to?",
        queryset=Region.objects.none(),
        empty_label="Choose a region",
        error_messages={"required": "Choose a region."},
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=TransferReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason."},
    )
    note = forms.CharField(
        label="What should they know? (optional)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, what was agreed with the person about the change.",
    )

    def __init__(self, *args: Any, own_region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_region"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Region.objects.exclude(pk=own_region)


class AnswerForm(forms.Form):
    """Which button was pressed; a reason is needed to decline."""

    answer = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (DECLINE, DECLINE)])
    note = forms.CharField(
        label="Why can your unit not take it?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The unit that offers it sees this.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == DECLINE and not given.get("note", "").strip():
            self.add_error("note", "Say why your unit cannot take it.")
        return given


class HomeRegionForm(forms.Form):
    home_region = forms.ModelChoiceField(
        label="In which region do they live?",
        queryset=Region.objects.all(),
        required=False,
        empty_label="Not known",
        help_text="The region only. Do not ask for an address because of this question.",
    )
