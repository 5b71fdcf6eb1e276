"""Is this person eligible? The questions of the page that answers as they are typed. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from cases.enums import Disposal
from cases.queries.courts import NamedCourt, courts_called
from cases.queries.offences import FoundOffence, code_written, looks_like_a_code
from cases.rules.sentence_length import Length
from victims.enums import VictimCategory
from victims.forms.referral import AS_WRITTEN
from victims.forms.sentence import LENGTH_PARTS, sentence_day, whole_number
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE
from vlu.forms import GovukDateField

LONGEST_SEARCH = 150
NEEDED = {"offence": "the offence", "disposal": "the sentence", "sentenced_on": "the date of sentence"}


class EligibilityForm(forms.Form):
    """No answer is demanded: the verdict is given once those of NEEDED are there, and says what it lacks."""

    q = forms.CharField(
        label="Offence: its code, or words",
        required=False,
        max_length=LONGEST_SEARCH,
        help_text="For example, PH97006, or stalking.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "max_length": f"“Offence” must be {LONGEST_SEARCH} characters or fewer",
            "null_characters_not_allowed": "“Offence” holds a character that cannot be read. Type it again.",
        },
    )
    offence = forms.ChoiceField(
        label="Which offence is it?", required=False, widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"})
    )
    committed_on = GovukDateField(
        label="When was it committed?",
        what="the date of the offence",
        required=False,
        help_text="If it went on for a time, the last day.",
    )
    disposal = forms.ChoiceField(
        label="Sentence", required=False, choices=[("", "Choose a sentence"), *Disposal.choices]
    )
    years = whole_number("Years", 99)
    months = whole_number("Months", 600)
    weeks = whole_number("Weeks", 999)
    days = whole_number("Days", 9999)
    sentenced_on = GovukDateField(label="Date of sentence", what="the date of sentence", required=False)
    court = forms.CharField(
        label="Court (optional)",
        required=False,
        max_length=160,
        help_text="It decides the area. Without it, your own area is used.",
        widget=forms.TextInput(attrs={"list": "courts", "autocomplete": "off"}),
        error_messages={"null_characters_not_allowed": "“Court” holds a character that cannot be read. Type it again."},
    )
    category = forms.ChoiceField(
        label="Who is the person? (optional)",
        required=False,
        choices=[("", "Not known yet"), *VictimCategory.choices],
        help_text="It decides how they are spoken of, and nothing else.",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        found: Sequence[FoundOffence],
        today: date,
        courts: Sequence[NamedCourt],
    ) -> None:
        self.typed = str((data or {}).get("q", "")).strip()
        self.found = {offence.code: offence for offence in found}
        super().__init__(self._with_the_only_offence(data))
        self.today, self.courts = today, courts
        choices = [(offence.code, f"{offence.title} ({offence.code})") for offence in found]
        if self.typed:
            none = f"None of these: “{self.typed}”" if found else f"“{self.typed}”, which is not in our table"
            choices.append((AS_WRITTEN, none))
        self.fields["offence"].choices = choices  # type: ignore[attr-defined]

    def _with_the_only_offence(self, data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """A code means one offence, so it is chosen already. A choice made before other words were typed is dropped."""
        if data is None:
            return None
        answers: dict[str, Any] = {name: data.get(name) for name in data}
        if answers.get("offence") not in {*self.found, AS_WRITTEN}:
            answers["offence"] = code if (code := code_written(self.typed)) in self.found else ""
        if not self.typed:
            answers["offence"] = ""
        return answers

    def clean_court(self) -> str:
        typed: str = self.cleaned_data["court"]
        found = courts_called(typed, self.courts) if typed else []
        if len(found) > 1:
            raise forms.ValidationError(
                f"Two courts have this name. Write {' or '.join(court.label for court in found)}."
            )
        self.cleaned_data["court_as_written"] = found[0].label if found else typed
        return found[0].code if found else ""

    def clean_sentenced_on(self) -> date | None:
        day: date | None = self.cleaned_data["sentenced_on"]
        return sentence_day(day, self.today) if day else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        committed, sentenced = cleaned.get("committed_on"), cleaned.get("sentenced_on")
        if committed and sentenced and committed > sentenced:
            self.add_error("committed_on", "The date of the offence must be on or before the date of sentence")
        return cleaned

    @property
    def missing(self) -> list[str]:
        """What the verdict still needs, in words. Call it once the form is valid."""
        return [words for name, words in NEEDED.items() if not self.cleaned_data.get(name)]

    @property
    def length(self) -> Length:
        return Length(**{part: self.cleaned_data[part] or 0 for part in LENGTH_PARTS})

    @property
    def offence_named(self) -> dict[str, str]:
        """Code and label of the offence chosen; as it was typed when it is none of those found."""
        chosen = self.found.get(self.cleaned_data["offence"])
        as_code = chosen is None and looks_like_a_code(self.typed)
        return {
            "code": chosen.code if chosen else self.typed.upper() if as_code else "",
            "label": chosen.title if chosen else "" if as_code else self.typed,
        }

    def checked(self) -> dict[str, dict[str, Any]]:
        """The answers, as the steps of a referral would have them, to begin one with."""
        cleaned = self.cleaned_data
        sentence = {
            "court_as_written": cleaned["court_as_written"],
            "sentenced_on": _written(cleaned["sentenced_on"]),
            "disposal": cleaned["disposal"],
            **{part: cleaned[part] or 0 for part in LENGTH_PARTS},
        }
        offence = {**self.offence_named, "committed_on": _written(cleaned["committed_on"])}
        return {OFFENDER: sentence, OFFENCES: offence, PEOPLE: {"category": cleaned["category"]}}


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
