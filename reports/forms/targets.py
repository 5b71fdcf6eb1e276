"""The filter bar of the targets page, also read by the interface for other systems. Lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.enums import Capability
from accounts.models import User
from cases.enums import Scheme
from reports.enums import Grouping, Stage
from reports.scope import Scope

ALL_REGIONS = "all"
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
NOT_A_DAY = "Write the day as 2026-12-18"


class TargetsForm(forms.Form):
    first = forms.DateField(
        label="Sentenced from",
        widget=DAY,
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "Enter the first day of the period", "invalid": NOT_A_DAY},
    )
    last = forms.DateField(
        label="Sentenced to",
        widget=DAY,
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "Enter the last day of the period", "invalid": NOT_A_DAY},
    )
    scheme = forms.ChoiceField(label="Scheme", required=False, choices=[("", "All schemes"), *Scheme.choices])
    by = forms.ChoiceField(label="Grouped by")
    stage = forms.ChoiceField(label="Stage in the charts", choices=Stage.choices)
    region = forms.ChoiceField(label="Detail of")

    def __init__(self, given: Mapping[str, Any], *, user: User, regions: Mapping[str, str], today: date, since: date):
        """`given` is the query of the address; what it leaves out is `since` to `today`, all schemes, by region."""
        self._own_region = user.region_code
        self._sees_officers = user.may(Capability.SEE_TARGET_CASES)
        defaults = {
            "from": since.isoformat(),
            "to": today.isoformat(),
            "scheme": "",
            "by": Grouping.REGION.value,
            "stage": Stage.OVERALL.value,
            "region": self._own_region or ALL_REGIONS,
        }
        super().__init__({**defaults, **given})
        self._choices_of("by", [c for c in Grouping.choices if c[0] != Grouping.OFFICER or self._sees_officers])
        self._choices_of("region", [(ALL_REGIONS, "All regions"), *regions.items()])

    def _choices_of(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def add_prefix(self, field_name: str) -> str:
        """`from` and `to` in the address, as in the performance command; Python keeps the first word for itself."""
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "The period must end on or after the day it begins")
        return cleaned

    def scope(self) -> Scope:
        """Officers are shown for the reader's own region only, whichever region was chosen."""
        chosen = self.cleaned_data
        by = Grouping(chosen["by"])
        region = None if chosen["region"] == ALL_REGIONS else chosen["region"]
        return Scope(
            first=chosen["first"],
            last=chosen["last"],
            scheme=Scheme(chosen["scheme"]) if chosen["scheme"] else None,
            by=by,
            stage=Stage(chosen["stage"]),
            region=self._own_region if by == Grouping.OFFICER else region,
        )
