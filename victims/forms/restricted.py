"""Restrict a record, let somebody in, lift the restriction."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.enums import Capability
from accounts.models import User
from accounts.roles import roles_with

UNIT_ROLES = roles_with(Capability.SEE_UNIT_CASES)
REASON = {"required": "Give a reason."}


class LetInForm(forms.Form):
    """Anybody active in the unit; whether they may be let in is for the action to say."""

    person = forms.ModelChoiceField(
        label="Who may open it?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person.", "invalid_choice": "Choose an active member of this unit."},
    )
    reason = forms.CharField(label="Why?", max_length=300, error_messages=REASON)
    allocate = forms.BooleanField(
        label="Also allocate the case to them", required=False, help_text="Only a victim liaison officer can work it."
    )

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.active().in_role(*UNIT_ROLES).of_region(region).order_by("name")


class RestrictForm(forms.Form):
    reason = forms.CharField(
        label="Why may only a few people open this record?",
        max_length=300,
        help_text="Managers see this reason without the name. Name nobody in it.",
        error_messages=REASON,
    )
    case_reference = forms.CharField(
        label="Case in which this person is the offender (optional)",
        required=False,
        max_length=40,
        help_text="Whoever works that case cannot be let in. Leave it empty for another reason, such as a colleague.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class LiftForm(forms.Form):
    reason = forms.CharField(
        label="Why need it not be restricted any more?",
        max_length=300,
        help_text="Name nobody in it.",
        error_messages=REASON,
    )
