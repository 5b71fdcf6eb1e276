"""Somebody's days away, and who covers."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from accounts.models.user import UserQuerySet
from vlu.forms import GovukDateField

NOBODY = "Nobody: reminders will go to the managers"


class AbsenceForm(forms.Form):
    """`people`: whose days may be entered here; None when it is always `person`, who is asking for themselves."""

    person = forms.ModelChoiceField(
        label="Who is away?",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Choose who is away"},
    )
    first_day = GovukDateField(label="First day away", what="the first day away")
    last_day = GovukDateField(label="Last day away", what="the last day away")
    cover = forms.ModelChoiceField(
        label="Who covers?",
        help_text="They are told of the dates on these days. Of a restricted case they are told only if they were let "
        "in; otherwise the managers are.",
        queryset=User.objects.none(),
        required=False,
        empty_label=NOBODY,
        widget=forms.Select(attrs={"class": "govuk-!-width-full"}),
    )

    def __init__(self, *args: Any, person: User, people: UserQuerySet | None, covers: UserQuerySet, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.yourself = person
        if people is None:
            del self.fields["person"]
            covers = covers.exclude(pk=person.pk)
        else:
            _choices(self.fields["person"], people)
        _choices(self.fields["cover"], covers)
        self.somebody_can_cover = covers.exists()
        if not self.somebody_can_cover:
            del self.fields["cover"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day cannot be before the first day")
        return data

    def facts(self) -> dict[str, Any]:
        return {"cover": None, "person": self.yourself, **self.cleaned_data}


def _choices(field: forms.Field, people: UserQuerySet) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = people
