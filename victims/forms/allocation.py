"""Choose an officer."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User


class AllocationForm(forms.Form):
    """`officers` are the ones offered; anything else is refused."""

    officer = forms.ModelChoiceField(queryset=User.objects.none())
    reason = forms.CharField(label="Reason (optional)", required=False, max_length=300)

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.active().of_region(region)
