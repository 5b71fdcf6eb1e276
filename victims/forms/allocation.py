"""Choose an officer."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.enums import Role
from accounts.models import User


class AllocationForm(forms.Form):
    """Any active officer of the region; whether this enrolment may go to them is for the action to say."""

    officer = forms.ModelChoiceField(
        queryset=User.objects.none(),
        error_messages={
            "required": "Choose an officer.",
            "invalid_choice": "Choose an active officer of this unit.",
        },
    )
    reason = forms.CharField(label="Reason (optional)", required=False, max_length=300)

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.active().in_role(Role.VLO).of_region(region)
