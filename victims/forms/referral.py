"""What the steps of a referral share, and its small forms. Answers go to and come from plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from cases.enums import Disposal
from cases.queries.offences import FoundOffence, code_written, looks_like_a_code
from victims.forms.sentence import LENGTH_PARTS, whole_number
from vlu.forms import GovukDateField
from vlu.lib.hidden_marks import without_hidden_marks

AS_WRITTEN = "as-written"


class StepForm(forms.Form):
    """A step: `answers` are those kept before, `kept()` those to keep now."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, answers: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=self._remembered(answers or {}))
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                _say_what_is_wrong(field)

    def _remembered(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        days = {name for name, field in self.base_fields.items() if isinstance(field, GovukDateField)}
        return {name: date.fromisoformat(value) if name in days and value else value for name, value in answers.items()}

    def clean(self) -> dict[str, Any]:
        """A name or a number that was copied brings marks nobody sees; they are not kept."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and (seen := without_hidden_marks(value)) != value:
                cleaned[name] = seen
                if not seen and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def kept(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in self.cleaned_data.items()
        }


def _say_what_is_wrong(field: forms.CharField) -> None:
    """Django's own words name no question and count in its own way."""
    question = (field.label or "").removesuffix(" (optional)")
    field.error_messages["null_characters_not_allowed"] = (
        f"“{question}” holds a character that cannot be kept. Type it again."
    )
    if field.max_length is not None:
        field.error_messages["max_length"] = f"“{question}” must be {field.max_length} characters or fewer"


class OffenceSearchForm(StepForm):
    q = forms.CharField(
        label="Offence: its code, or words",
        max_length=150,
        help_text="For example, PH97006, or stalking without fear.",
        error_messages={"required": "Enter the code of the offence, or words of it"},
    )


class OffenceForm(StepForm):
    """Which of the offences found it is, and when it was committed. What was typed can always be kept as it stands."""

    offence = forms.ChoiceField(
        label="Which offence is it?",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose the offence from the list"},
    )
    committed_on = GovukDateField(
        label="When was it committed?",
        what="the date of the offence",
        help_text="For example, 14 8 2026. If it went on for a time, the last day.",
    )

    own_sentence = forms.BooleanField(label="This offence has a sentence of its own", required=False)
    disposal = forms.ChoiceField(
        label="Sentence for this offence", required=False, choices=[("", "Choose a sentence"), *Disposal.choices]
    )
    years = whole_number("Years", 99)
    months = whole_number("Months", 600)
    weeks = whole_number("Weeks", 999)
    days = whole_number("Days", 9999)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        typed: str,
        found: Sequence[FoundOffence],
        sentenced_on: date,
        answers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, answers=answers)
        self.typed, self.sentenced_on = typed.strip(), sentenced_on
        self.found = {offence.code: offence for offence in found}
        choices = [(offence.code, f"{offence.title} ({offence.code})") for offence in found]
        as_written = f"None of these: keep “{self.typed}” as I wrote it" if found else f"Keep “{self.typed}”"
        choices.append((AS_WRITTEN, as_written))
        self.fields["offence"].choices = choices  # type: ignore[attr-defined]
        for part in LENGTH_PARTS:
            self.initial[part] = (answers or {}).get(part) or None
        certain = code_written(self.typed) in self.found or not found
        self.initial["offence"] = self._chosen_before(answers or {}) or (choices[0][0] if certain else None)

    def _chosen_before(self, answers: Mapping[str, Any]) -> str | None:
        if answers.get("code") in self.found:
            return str(answers["code"])
        kept = answers.get("code") or answers.get("label")
        return AS_WRITTEN if kept == self.typed else None

    def clean_committed_on(self) -> date:
        day: date = self.cleaned_data["committed_on"]
        if day > self.sentenced_on:
            raise forms.ValidationError("The date of the offence must be on or before the date of sentence")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("own_sentence") and not cleaned.get("disposal"):
            self.add_error("disposal", "Choose the sentence for this offence")
        known = any(cleaned.get(part) for part in LENGTH_PARTS)
        if not cleaned.get("own_sentence") and (cleaned.get("disposal") or known):
            self.add_error("own_sentence", "Tick this if the offence has a sentence of its own, or empty the sentence")
        return cleaned

    def kept(self) -> dict[str, Any]:
        chosen = self.found.get(self.cleaned_data["offence"])
        as_code = chosen is None and looks_like_a_code(self.typed)
        return {
            "code": chosen.code if chosen else self.typed.upper() if as_code else "",
            "label": chosen.title if chosen else "" if as_code else self.typed,
            "committed_on": self.cleaned_data["committed_on"].isoformat(),
            "own_sentence": self.cleaned_data["own_sentence"],
            "disposal": self.cleaned_data["disposal"],
            **{part: self.cleaned_data[part] or 0 for part in LENGTH_PARTS},
        }


class ObjectionForm(StepForm):
    why = forms.CharField(
        label="Why do you think it is wrong?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you think it is wrong. A manager of the unit reads it."},
    )


class SendForm(forms.Form):
    """Asks nothing: the button sends. It carries the reason when sending is refused."""
