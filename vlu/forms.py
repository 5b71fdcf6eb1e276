"""The GOV.UK date question, and how a page draws a form.

A page writes the <form> tag itself and lets the `govuk` template pack (templates/govuk) draw the fields:

    {% load crispy_forms_tags %}
    {% include "components/error_summary.html" %}
    <form method="post" novalidate>
      {% csrf_token %}
      {{ form|crispy }}                        all fields, or {{ form.name|as_crispy_field }} for one
      <button type="submit" class="govuk-button" data-module="govuk-button">Save</button>
    </form>

Use Django's own fields and widgets; `help_text` is the hint. A class on a widget is kept: "govuk-input--width-10" on
a text input, "govuk-radios--inline" or "govuk-radios--small" on radio buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

DATE_PARTS = ("day", "month", "year")
_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_MONTHS = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_SHORTEST_MONTH_NAME = 3


CHANGED_MEANWHILE = "This changed while the page was open. Look at how it stands now, then save again"


class AnswersWhatWasSeen(forms.Form):
    """For a page on which somebody answers what it shows: `shows` is the key of that row, None for nothing. An answer
    given to something else, on a page left open, is refused, and the page drawn again shows what stands now."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shows: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shows = "" if shows is None else str(shows)
        self.fields["seen"].initial = self.shows

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self.shows:
            assert isinstance(self.data, QueryDict)
            data = self.data.copy()
            data[self.add_prefix("seen")] = self.shows  # so that saving again answers what is shown now
            self.data = data
            raise ValidationError(CHANGED_MEANWHILE)
        return self.shows


class DateInput(forms.MultiWidget):
    """Three boxes, sent as NAME_day, NAME_month and NAME_year. The template pack draws them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in DATE_PARTS}, attrs)

    def decompress(self, value: date | None) -> list[str]:
        return ["", "", ""] if value is None else [str(value.day), str(value.month), str(value.year)]


class GovukDateField(forms.Field):
    """A calendar date from three boxes. A month may be a number or a name ("3", "Mar", "March").

    `what` is how errors name it, in the middle of a sentence: "the date of sentence". Each error carries
    `params["parts"]`, the boxes that are wrong, so that only those are marked.
    """

    widget = DateInput

    def __init__(self, *, what: str = "the date", error_messages: dict[str, str] | None = None, **options: Any) -> None:
        super().__init__(error_messages={"required": f"Enter {what}", **(error_messages or {})}, **options)
        self.what = what

    def to_python(self, value: Any) -> date | None:
        """None for three empty boxes. Raises ValidationError naming the wrong boxes."""
        if value is None or isinstance(value, date):
            return value
        typed = {part: (text or "").strip() for part, text in zip(DATE_PARTS, value, strict=True)}
        if not any(typed.values()):
            return None
        if missing := [part for part, text in typed.items() if not text]:
            raise self._error(f"must include a {' and '.join(missing)}", missing, code="incomplete")
        return self._real_date(typed)

    def _real_date(self, typed: dict[str, str]) -> date:
        day, month, year = _number(typed["day"]), _month(typed["month"]), _number(typed["year"])
        if year is not None and len(typed["year"]) != len("2026"):
            raise self._error("must have a year of 4 numbers", ["year"], code="year")
        wrong = [part for part, found in zip(DATE_PARTS, (day, month, year), strict=True) if found is None]
        if day is None or month is None or year is None:
            raise self._error("must be a real date", wrong)
        try:
            return date(year, month, day)
        except ValueError as unreal:
            raise self._error("must be a real date", _out_of_range(day, month)) from unreal

    def _error(self, must: str, parts: Sequence[str], code: str = "invalid") -> ValidationError:
        return ValidationError(f"{self.what[:1].upper()}{self.what[1:]} {must}", code=code, params={"parts": parts})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("2026") else None


def _month(text: str) -> int | None:
    name = text.lower().rstrip(".")
    if len(name) >= _SHORTEST_MONTH_NAME and not name.isdigit():
        return next((number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name)), None)
    return _number(text)


def _out_of_range(day: int, month: int) -> list[str]:
    """Which box makes three numbers impossible. 31 6 2026 blames the day, 12 13 2026 the month, 0000 the year."""
    wrong = [part for part, bad in (("day", not 1 <= day <= 31), ("month", not 1 <= month <= 12)) if bad]
    if wrong:
        return wrong
    return ["day"] if day > 28 else ["year"]
