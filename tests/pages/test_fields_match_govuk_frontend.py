"""Each field of ours is the markup of govuk-frontend's own example of that component."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.core.exceptions import ValidationError

from tests.pages.markup import read
from vlu.forms import DATE_PARTS, GovukDateField

EXAMPLES = json.loads((Path(__file__).parent / "fixtures" / "govuk-frontend.json").read_text())
COMPARED = {
    "input": ["default", "with hint text", "with error message", "with error and hint", "with width-10 class", "value"],
    "textarea": ["default", "with hint", "with error message", "with default value"],
    "select": ["with hint text and error message"],
    "radios": ["default", "with hint", "inline", "with fieldset and error message"],
    "checkboxes": ["default", "with hint", "with error message and hint"],
    "date-input": ["with values", "with error message and hint", "with error on month input"],
    "file-upload": ["default", "with hint text", "with error message and hint"],
    "password-input": ["default", "with hint text", "with error message"],
}


@pytest.mark.parametrize(("component", "name"), [(c, name) for c, names in COMPARED.items() for name in names])
def test_a_field_is_written_as_govuk_frontend_writes_it(component: str, name: str) -> None:
    example = EXAMPLES[component][name]
    assert read(_without_djangos_own(_drawn(component, example["options"]))) == read(_comparable(example["html"]))


def _drawn(component: str, options: dict[str, Any]) -> str:
    name = options.get("name") or options["id"]
    form = _form(name, _field(component, options), options)
    if "errorMessage" in options:
        wrong = [part for part in DATE_PARTS if options.get(part, {}).get("error")]
        params = {"parts": wrong} if wrong else None
        form.add_error(name, ValidationError(options["errorMessage"]["text"], params=params))
    return str(as_crispy_field(form[name], "govuk"))


def _form(name: str, field: forms.Field, options: dict[str, Any]) -> forms.Form:
    chosen = [str(item["value"]) for item in options.get("items", []) if item.get("checked") or item.get("selected")]
    values = options.get("values")
    given: Any = values if isinstance(values, list) else options.get("value") or chosen
    data: dict[str, Any] = {name: given if isinstance(field, forms.MultipleChoiceField) else _only(given)}
    if isinstance(values, dict):
        data = {f"{name}_{part}": str(value) for part, value in values.items()}
    form = forms.Form(data)
    form.fields[name] = field
    form.errors.clear()  # only the example's own error is to be shown
    return form


def _only(given: Any) -> Any:
    return (given[0] if given else "") if isinstance(given, list) else given


def _field(component: str, options: dict[str, Any]) -> forms.Field:
    attrs = {"id": options.get("idPrefix") or options.get("id") or options["name"], "class": options.get("classes", "")}
    label = options.get("label", options.get("fieldset", {}).get("legend", {})).get("text", "")
    said = {"label": label, "help_text": options.get("hint", {}).get("text", "")}
    choices = [(str(item.get("value", item["text"])), item["text"]) for item in options.get("items", [])]
    made: dict[str, Any] = {
        "input": lambda: forms.CharField(widget=forms.TextInput(attrs), **said),
        "textarea": lambda: forms.CharField(widget=forms.Textarea(attrs), **said),
        "password-input": lambda: forms.CharField(widget=forms.PasswordInput(attrs), **said),
        "file-upload": lambda: forms.FileField(widget=forms.FileInput(attrs), **said),
        "select": lambda: forms.ChoiceField(widget=forms.Select(attrs), choices=choices, **said),
        "radios": lambda: forms.ChoiceField(widget=forms.RadioSelect(attrs), choices=choices, **said),
        "checkboxes": lambda: forms.MultipleChoiceField(
            widget=forms.CheckboxSelectMultiple(attrs), choices=choices, **said
        ),
        "date-input": lambda: GovukDateField(**said),
    }
    field: forms.Field = made[component]()
    field.widget.attrs["id"] = attrs["id"]
    return field


def _without_djangos_own(html: str) -> str:
    """Our labels are bold, the boxes of a date are named by Django's rule, and Django says more to a screen reader."""
    html = re.sub(r" govuk-(label|fieldset__legend)--s\b", "", html)
    html = re.sub(r'(id|for)="([^"]*)_(day|month|year)"', r'\1="\2-\3"', html)
    html = re.sub(r'name="[^"]*_(day|month|year)"', r'name="\1"', html)
    return re.sub(r' (aria-invalid="true"|required|cols="40"|value="")(?=[ >])', "", html)


def _comparable(html: str) -> str:
    return re.sub(r' value=""', "", html)
