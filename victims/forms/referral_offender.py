"""Step 1 of a referral: the offender and the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from accounts.models import Organisation
from cases.enums import CUSTODY, Disposal
from cases.queries.courts import NamedCourt, courts_called
from cases.rules.age import YOUNGEST_SENTENCED, too_young_to_be_sentenced
from victims.forms.referral import StepForm
from victims.forms.sentence import LENGTH_PARTS, sentence_day, whole_number
from victims.rules.referral_content import NO_RELEASE_NEAR, RELEASE_SOON, RELEASED
from vlu.forms import GovukDateField

NEEDS_A_LENGTH = CUSTODY - {Disposal.LIFE}


def _identifier(label: str, example: str) -> forms.CharField:
    return forms.CharField(
        label=f"{label} (optional)",
        required=False,
        max_length=40,
        help_text=f"For example, {example}.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )


class OffenderForm(StepForm):
    first_names = forms.CharField(label="First names (optional)", required=False, max_length=100)
    last_name = forms.CharField(
        label="Last name", max_length=100, error_messages={"required": "Enter the offender’s last name"}
    )
    date_of_birth = GovukDateField(
        label="Date of birth (optional)",
        what="the date of birth",
        required=False,
        help_text="It helps to find the right person. For example, 2 4 1988.",
    )
    noms = _identifier("Prison number", "A1234BC")
    pnc = _identifier("PNC number", "2003/0000003Y")
    cro = _identifier("CRO number", "065656/91H")
    crn = _identifier("Probation case reference number (CRN)", "X123456")
    court = forms.CharField(
        label="Court",
        max_length=160,
        help_text="Start typing and choose from the list. A court that is not in it can be typed.",
        widget=forms.TextInput(attrs={"list": "courts", "autocomplete": "off"}),
        error_messages={"required": "Enter the court"},
    )
    sentenced_on = GovukDateField(
        label="Date of sentence", what="the date of sentence", help_text="For example, 9 11 2026."
    )
    disposal = forms.ChoiceField(
        label="Sentence",
        choices=[("", "Choose a sentence"), *Disposal.choices],
        error_messages={"required": "Choose the sentence"},
    )
    years = whole_number("Years", 99)
    months = whole_number("Months", 600)
    weeks = whole_number("Weeks", 999)
    days = whole_number("Days", 9999)
    length_unknown = forms.BooleanField(label="I do not know the length", required=False)
    remand_days = whole_number("Days on remand (optional)", 9999, help_text="Only if the court said how many.")
    release = forms.ChoiceField(
        label="Has the offender been released, or might they be within 3 weeks?",
        choices=[
            (NO_RELEASE_NEAR, "No, or I do not know"),
            (RELEASED, "Yes, already released"),
            (RELEASE_SOON, "Yes, release is expected within 3 weeks"),
        ],
        widget=forms.RadioSelect,
        help_text="If so, the unit deals with it the same day.",
        error_messages={"required": "Say whether the offender has been released, or might be within 3 weeks"},
    )

    officer_name = forms.CharField(
        label="Officer in the case (optional)",
        required=False,
        max_length=120,
        help_text="The unit asks them when somebody cannot be reached.",
    )
    officer_contact = forms.CharField(
        label="Their telephone or e-mail (optional)",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    court_informed_on = GovukDateField(
        label="When did your team receive the court’s information?",
        what="the day your team received the court’s information",
        help_text="The people harmed are to be told of the scheme by the next working day.",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        courts: Sequence[NamedCourt],
        office: Organisation,
        answers: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, answers=answers)
        self.today, self.courts, self.office = today, courts, office
        if not office.is_youth_team:
            del self.fields["court_informed_on"]
        if answers:
            self.initial["court"] = answers.get("court_as_written", "")
            for part in LENGTH_PARTS:
                self.initial[part] = answers.get(part) or None

    def clean_court(self) -> str:
        typed: str = self.cleaned_data["court"]
        found = courts_called(typed, self.courts)
        if len(found) > 1:
            raise forms.ValidationError(
                f"Two courts have this name. Write {' or '.join(court.label for court in found)}."
            )
        if not found and self.office.area is None:
            raise forms.ValidationError(
                "Choose a court from the list. Your office does not belong to one region, so the court decides which "
                "victim liaison unit receives the referral."
            )
        self.cleaned_data["court_as_written"] = found[0].label if found else typed
        return found[0].code if found else ""

    def clean_sentenced_on(self) -> date:
        return sentence_day(self.cleaned_data["sentenced_on"], self.today)

    def clean_court_informed_on(self) -> date:
        day: date = self.cleaned_data["court_informed_on"]
        if day > self.today:
            raise forms.ValidationError("The day of the court’s information must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_age(cleaned)
        informed, sentenced = cleaned.get("court_informed_on"), cleaned.get("sentenced_on")
        if informed and sentenced and informed < sentenced:
            self.add_error("court_informed_on", "The court’s information must be on or after the day of sentence")
        known = any(cleaned.get(part) for part in LENGTH_PARTS)
        needed = cleaned.get("disposal") in NEEDS_A_LENGTH and not cleaned.get("length_unknown")
        if needed and not known and not any(part in self.errors for part in LENGTH_PARTS):
            self.add_error("years", "Enter the length of the sentence, or tick that you do not know it")
        if known and cleaned.get("length_unknown"):
            self.add_error(
                "length_unknown", "Enter the length of the sentence or tick that you do not know it, not both"
            )
        if cleaned.get("officer_contact") and not cleaned.get("officer_name"):
            self.add_error("officer_name", "Enter the name of the officer in the case")
        return cleaned

    def _check_age(self, cleaned: dict[str, Any]) -> None:
        born, sentenced = cleaned.get("date_of_birth"), cleaned.get("sentenced_on")
        if born and born > self.today:
            self.add_error("date_of_birth", "The date of birth must be in the past")
        elif born and sentenced and too_young_to_be_sentenced(born, sentenced):
            why = f"Check the date of birth: nobody under {YOUNGEST_SENTENCED} can be sentenced"
            self.add_error("date_of_birth", why)

    def kept(self) -> dict[str, Any]:
        return super().kept() | {part: self.cleaned_data[part] or 0 for part in LENGTH_PARTS}
