"""Which figure a list of cases stands behind, as the address says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from cases.enums import Scheme
from reports.enums import Grouping, OffenceGroup, Stage
from reports.figure import Figure


class FigureForm(forms.Form):
    first = forms.DateField(input_formats=["%Y-%m-%d"])
    last = forms.DateField(input_formats=["%Y-%m-%d"])
    scheme = forms.ChoiceField(required=False, choices=[("", ""), *Scheme.choices])
    by = forms.ChoiceField(choices=Grouping.choices)
    group = forms.CharField(required=False, max_length=254)
    figure = forms.ChoiceField(required=False, choices=[("", ""), *Stage.choices])
    at_least = forms.IntegerField(required=False, min_value=-100_000, max_value=100_000)
    at_most = forms.IntegerField(required=False, min_value=-100_000, max_value=100_000)
    offences = forms.ChoiceField(required=False, choices=[("", ""), *OffenceGroup.choices])
    after = forms.CharField(required=False, max_length=40)  # references, to turn the page
    before = forms.CharField(required=False, max_length=40)

    def __init__(self, given: Mapping[str, Any]):
        super().__init__({"by": Grouping.REGION.value, **given})

    def add_prefix(self, field_name: str) -> str:
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def figure_asked_for(self) -> Figure:
        asked = self.cleaned_data
        return Figure(
            first=asked["first"],
            last=asked["last"],
            scheme=Scheme(asked["scheme"]) if asked["scheme"] else None,
            by=Grouping(asked["by"]),
            group=asked["group"] or None,
            stage=Stage(asked["figure"]) if asked["figure"] else None,
            at_least=asked["at_least"],
            at_most=asked["at_most"],
            offences=OffenceGroup(asked["offences"]) if asked["offences"] else None,
        )
