"""Works out the parts of a form field's GOV.UK markup, so that the template pack only prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

from vlu.forms import DATE_PARTS, DateInput

register = template.Library()

# The first match draws the field: a special kind stands before the kind it is made from.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file-upload"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.widgets.Input, "input"),
)
_CHOICES = frozenset({"checkboxes", "radios"})
_SINGLE = frozenset({"input", "textarea", "select", "file-upload"})
_DJANGOS_OWN_ROWS = "10"
# In place of Django's "This field is required.", which in a list of errors would not say which.
_NOT_ANSWERED = {
    "checkbox": "Tick “{}” to go on",
    "checkboxes": "Choose at least one answer to “{}”",
    "date": "Enter a date for “{}”",
    "file-upload": "Choose a file for “{}”",
    "radios": "Choose an answer to “{}”",
    "select": "Choose an answer to “{}”",
}
_NOTHING_ENTERED = "Enter an answer to “{}”"


@dataclass(frozen=True)
class Choice:
    id: str
    value: str
    label: str
    selected: bool
    disabled: bool


@dataclass(frozen=True)
class DateBox:
    id: str
    name: str
    label: str
    value: str
    classes: str


class Parts:
    """What a template prints of one bound field. Ids are GOV.UK's: X, X-hint, X-error, X-2 for a second choice."""

    def __init__(self, field: BoundField) -> None:
        self.field = field
        self.widget = field.field.widget
        self.kind = kind(self.widget)
        self.id = str(self.widget.attrs.get("id") or field.auto_id)
        self.errors = [text for error in self._faults() for text in self._worded(error)]
        self.error = " ".join(self.errors)
        shape = "choices" if self.kind in _CHOICES else "single" if self.kind in _SINGLE else self.kind
        self.template = f"govuk/widgets/{shape}.html"

    def _faults(self) -> list[ValidationError]:
        return self.field.form.errors.as_data().get(self.field.name, [])

    def _worded(self, error: ValidationError) -> list[str]:
        if error.messages == [str(forms.Field.default_error_messages["required"])]:
            return [_NOT_ANSWERED.get(self.kind, _NOTHING_ENTERED).format(self.field.label)]
        return error.messages

    @property
    def described_by(self) -> str:
        own = self.widget.attrs.get("aria-describedby", "")
        hint = f"{self.id}-hint" if self.field.help_text else ""
        error = f"{self.id}-error" if self.error else ""
        return " ".join(filter(None, (own, hint, error)))

    @property
    def extra_classes(self) -> str:
        return str(self.widget.attrs.get("class", ""))

    @property
    def input_type(self) -> str:
        return "radio" if self.kind == "radios" else "checkbox"

    @property
    def control(self) -> SafeString:
        """The one input, as Django draws it, with GOV.UK's class and description."""
        block = {"checkbox": "govuk-checkboxes__input", "password": "govuk-input"}.get(self.kind, f"govuk-{self.kind}")
        error = "" if self.kind == "checkbox" or not self.error else f"{block}--error"
        attrs: dict[str, Any] = {"class": " ".join(filter(None, (block, *self._own(), self.extra_classes, error)))}
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        return self.field.as_widget(attrs={**attrs, **self._defaults()})

    def _own(self) -> tuple[str, ...]:
        return ("govuk-password-input__input", "govuk-js-password-input-input") if self.kind == "password" else ()

    def _defaults(self) -> dict[str, Any]:
        if self.kind == "textarea" and str(self.widget.attrs.get("rows")) == _DJANGOS_OWN_ROWS:
            return {"rows": "5"}
        if self.kind == "password":
            autocomplete = self.widget.attrs.get("autocomplete", "current-password")
            return {"spellcheck": "false", "autocapitalize": "none", "autocomplete": autocomplete}
        return {}

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(
                id=self.id if number == 1 else f"{self.id}-{number}",
                value=str(option.data["value"]),
                label=option.data["label"],
                selected=option.data["selected"],
                disabled=bool(option.data["attrs"].get("disabled")),
            )
            for number, option in enumerate(self.field.subwidgets, start=1)
        ]

    @property
    def wrong_boxes(self) -> tuple[str, ...]:
        """The boxes of a date that an error names; all of them when it names none."""
        named = [part for error in self._faults() for part in (error.params or {}).get("parts", DATE_PARTS)]
        return tuple(part for part in DATE_PARTS if part in named)

    @property
    def date_boxes(self) -> list[DateBox]:
        value = self.field.value()
        typed = value if isinstance(value, list) else DateInput().decompress(value)
        return [self._date_box(part, text or "") for part, text in zip(DATE_PARTS, typed, strict=True)]

    def _date_box(self, part: str, text: str) -> DateBox:
        error = " govuk-input--error" if part in self.wrong_boxes else ""
        return DateBox(
            id=f"{self.id}_{part}",
            name=f"{self.field.html_name}_{part}",
            label=part.capitalize(),
            value=text,
            classes=f"govuk-input--width-{4 if part == 'year' else 2}{error}",
        )

    @property
    def first_control(self) -> str:
        """The id that an error leads to."""
        return f"{self.id}_{(self.wrong_boxes or DATE_PARTS)[0]}" if self.kind == "date" else self.id


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary. `target` is the id of the field, or "" for a fault of the form as a whole."""

    text: str
    target: str


def kind(widget: forms.Widget) -> str:
    """Which GOV.UK component draws a widget. Raises TypeError when none does, rather than leave a question out."""
    for widget_class, name in _KINDS:
        if isinstance(widget, widget_class):
            return name
    raise TypeError(f"The govuk template pack has no component for {type(widget).__name__}.")


@register.filter
def govuk_parts(field: BoundField) -> Parts:
    return Parts(field)


@register.filter
def error_links(form: forms.BaseForm | BaseFormSet[Any] | str | None) -> list[ErrorLink]:
    """The lines of the error summary of a form or of all forms of a formset, top to bottom. No form, no lines."""
    if isinstance(form, BaseFormSet):
        whole = [ErrorLink(str(text), "") for text in form.non_form_errors()] if form.is_bound else []
        return whole + [link for one in form.forms for link in _links(one)]
    return list(_links(form)) if isinstance(form, forms.BaseForm) else []


def _links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    for text in form.non_field_errors():
        yield ErrorLink(str(text), "")
    for field in form:
        if field.is_hidden:
            yield from (ErrorLink(str(text), "") for text in field.errors)
        else:
            part = Parts(field)
            yield from (ErrorLink(text, part.first_control) for text in part.errors)
