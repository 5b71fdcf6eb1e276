"""Record that a sentence changed, decide a verdict, enter when a rule set begins, and choose a sheet to assess."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from cases.enums import Disposal, SentenceCause, Verdict
from cases.rules.sentence_length import Length
from victims.forms.sentence import LENGTH_PARTS, sentence_day, whole_number
from victims.intake.eligibility_sheet import LARGEST_SHEET
from victims.models import ReasonCode
from vlu.forms import AnswersWhatWasSeen, GovukDateField

CHANGES = [(cause.value, cause.label) for cause in SentenceCause if cause != SentenceCause.PASSED]
WITHOUT_LENGTH = {Disposal.LIFE, Disposal.HOSPITAL_RESTRICTED, Disposal.HOSPITAL_UNRESTRICTED, Disposal.COMMUNITY}
AGREE = "agree"


class SentenceChangeForm(forms.Form):
    cause = forms.ChoiceField(
        label="What happened?",
        choices=CHANGES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened"},
    )
    sentenced_on = GovukDateField(
        label="When?",
        what="the date of the change",
        help_text="The day the court decided. For a mistake in the record, the day the sentence was really passed.",
    )
    disposal = forms.ChoiceField(
        label="Sentence for this offence now",
        choices=[("", "Choose a sentence"), *Disposal.choices],
        error_messages={"required": "Choose the sentence as it is now"},
    )
    years = whole_number("Years", 99)
    months = whole_number("Months", 600)
    weeks = whole_number("Weeks", 999)
    days = whole_number("Days", 9999)
    together_years = whole_number("Years", 99)
    together_months = whole_number("Months", 600)
    together_weeks = whole_number("Weeks", 999)
    together_days = whole_number("Days", 9999)
    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=300,
        help_text="Where you know it from, such as the court’s e-mail of today. Nothing of a victim.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_sentenced_on(self) -> date:
        return sentence_day(self.cleaned_data["sentenced_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = {*LENGTH_PARTS, "disposal"} <= set(cleaned)
        if asked and cleaned["disposal"] not in WITHOUT_LENGTH and not self.length.is_recorded:
            self.add_error("years", "Enter how long the sentence is")
        return cleaned

    @property
    def length(self) -> Length:
        return Length(*(self.cleaned_data[part] or 0 for part in LENGTH_PARTS))

    @property
    def together(self) -> Length:
        """The whole term, where several sentences run one after another."""
        return Length(*(self.cleaned_data[f"together_{part}"] or 0 for part in LENGTH_PARTS))


class VerdictForm(AnswersWhatWasSeen):
    """`stands` is the verdict in force, and `waiting` the one the rule puts to the manager, if any: agreeing with it
    needs no reason, and keeping the one in force refuses it."""

    verdict = forms.ChoiceField(
        label="What do you decide?", widget=forms.RadioSelect, error_messages={"required": "Choose what you decide"}
    )
    reason_code = forms.ChoiceField(label="Reason", required=False)
    reason = forms.CharField(
        label="In your words",
        required=False,
        max_length=500,
        help_text="Whoever works the case reads this. It is kept with the verdict.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, stands: str, waiting: str, reasons: Sequence[ReasonCode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(each.value, each.label) for each in Verdict if each not in {stands, waiting}]
        if waiting:
            agree = (AGREE, f"Agree with the rule: {Verdict(waiting).label}")
            others = [agree, (stands, f"Keep what stands: {Verdict(stands).label}"), *others]
        codes = [("", "Choose a reason"), *((row.code, row.for_anybody) for row in reasons)]
        self.fields["verdict"].choices = others  # type: ignore[attr-defined]
        self.fields["reason_code"].choices = codes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") not in {None, AGREE}:
            if "reason_code" in cleaned and not cleaned["reason_code"]:
                self.add_error("reason_code", "Choose a reason")
            if "reason" in cleaned and not cleaned["reason"]:
                self.add_error("reason", "Say why, in your words")
        return cleaned


class CommencementForm(forms.Form):
    commences_on = GovukDateField(
        label="From which day of sentence does it apply?",
        what="the day it begins",
        required=False,
        help_text="As the commencement regulations say. Leave it empty to switch the rule set off.",
    )
    understood = forms.BooleanField(
        label="I have read what this changes, and the day is from the regulations",
        error_messages={"required": "Confirm that you have read what this changes"},
    )


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Choose a sheet",
        help_text="A CSV file of at most 10 MB, one row for each offence and its sentence.",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_SHEET:
            raise ValidationError("The file is larger than 10 MB. Split it, each part with the header.")
        return file
