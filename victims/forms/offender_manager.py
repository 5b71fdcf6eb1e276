"""Choose who manages the offender."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.enums import Role
from accounts.models import User


class OffenderManagerForm(forms.Form):
    """Any active offender manager in the service: prisons and probation offices cross regions."""

    officer = forms.ModelChoiceField(
        label="Who manages the offender?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose who manages the offender."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.active().in_role(Role.OFFENDER_MANAGER).select_related("organisation")
        field.label_from_instance = lambda officer: f"{officer.name}, {officer.organisation.name}"  # type: ignore[assignment,method-assign]
