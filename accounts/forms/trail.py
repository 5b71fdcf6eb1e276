from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.audit import Verb
from vlu.forms import GovukDateField

LAST_NUMBER = 2**63 - 1
_FACT = re.compile(r"\{[^}]*\}")


class TrailFilterForm(forms.Form):
    """What the address of the trail may hold."""

    who = forms.CharField(
        label="Done by", help_text="Part of a name or e-mail address, or “The system”", max_length=100, required=False
    )
    subject = forms.CharField(
        label="Reference", help_text="Of a case, a person or another record", max_length=60, required=False
    )
    verb = forms.ChoiceField(
        label="What was done", required=False, widget=forms.Select(attrs={"class": "govuk-!-width-full"})
    )
    since = GovukDateField(label="From", what="the first day", required=False)
    until = GovukDateField(label="To", what="the last day", required=False)
    before = forms.IntegerField(min_value=1, max_value=LAST_NUMBER, required=False, widget=forms.HiddenInput)
    after = forms.IntegerField(min_value=0, max_value=LAST_NUMBER, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, verbs: Iterable[Verb], **options: Any) -> None:
        super().__init__(*args, **options)
        named = sorted((_FACT.sub("…", verb.sentence), verb.code) for verb in verbs)
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Anything"), *((code, words[:1].upper() + words[1:]) for words, code in named)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError("The last day must be the first day or after it"))
        return cleaned
