"""Step 3 of a referral: a person referred, and how they can safely be reached.

No label calls anybody "the victim": a bereaved relative, a parent or an advocate is not one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from victims.enums import AdvocateKind, Channel, Format, VictimCategory
from victims.forms.referral import StepForm
from victims.forms.referral_ways_to_reach import CHANNELS, WaysToReach
from victims.rules.referral_content import CONTACT_POINTS, FOR_SOMEBODY_ELSE, OffenceAnswers
from victims.rules.same_name import first_entered_twice, is_same_name
from victims.rules.youth_teams import YouthDays, out_of_order
from vlu.forms import GovukDateField

# Whom each of these questions is for; the page shows it to nobody else (assets/app.scss).
ASKED_OF: Mapping[str, frozenset[str]] = {
    "harmed_name": FOR_SOMEBODY_ELSE,
    "relation": FOR_SOMEBODY_ELSE,
    "harmed_born_on": frozenset({VictimCategory.CHILD}),
    "authority_basis": frozenset({VictimCategory.REPRESENTATIVE}),
    "capacity_note": frozenset({VictimCategory.REPRESENTATIVE}),
}
NAME_WANTED: Mapping[str, str] = {
    VictimCategory.BEREAVED: "Enter the name of the person who died",
    VictimCategory.CHILD: "Enter the child’s name",
    VictimCategory.REPRESENTATIVE: "Enter the name of the person they act for",
}


@dataclass(frozen=True)
class YouthFacts:
    """Of the first step, for a youth offending team."""

    sentenced_on: date
    court_informed_on: date | None


def _telephone(label: str) -> forms.CharField:
    return forms.CharField(
        label=f"{label} (optional)",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20", "autocomplete": "off"}),
    )


def _text(label: str, longest: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=f"{label} (optional)", required=False, max_length=longest, **options)


def _full_name(cleaned: Mapping[str, Any]) -> str:
    return f"{cleaned.get('first_names', '')} {cleaned.get('last_name', '')}".strip()


class VictimForm(WaysToReach, StepForm):
    category = forms.ChoiceField(
        label="Who are you referring?",
        choices=VictimCategory.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who you are referring"},
    )
    offences = forms.MultipleChoiceField(
        label="Which offences concern them?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick each offence that concerns them",
            "invalid_choice": "Tick the offences from the list",
        },
    )
    first_names = _text("First names", 100)
    last_name = forms.CharField(
        label="Last name",
        max_length=100,
        error_messages={"required": "Enter the last name of the person you are referring"},
    )
    name_to_use = _text("Name to use", 120, help_text="How they wish to be spoken to. For example, Mrs Fell, or Maz.")
    date_of_birth = GovukDateField(label="Their date of birth (optional)", what="their date of birth", required=False)
    letter_name = _text("Name on letters", 120, help_text="As it is to be written. For example, Mrs J Fell.")
    letter_name_confirmed = forms.BooleanField(
        label="They have confirmed that letters may be sent in this name", required=False
    )
    another_of_the_name = forms.BooleanField(
        label="I have checked: this is another person, with the same name as the offender", required=False
    )

    harmed_name = forms.CharField(
        label="Name of the person who was harmed, or who died", required=False, max_length=200
    )
    relation = forms.CharField(
        label="What are they to that person?",
        required=False,
        max_length=120,
        help_text="For example, mother, foster carer, solicitor.",
    )
    harmed_born_on = GovukDateField(
        label="For a child: the child’s date of birth (optional)",
        what="the child’s date of birth",
        required=False,
        help_text="The unit asks the child themselves when they turn 18.",
    )
    authority_basis = _text(
        "If they act for somebody: on what authority?",
        200,
        help_text="For example, lasting power of attorney, or asked to in writing.",
    )
    capacity_note = _text(
        "If they act for somebody: what is known of that person’s capacity?",
        500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    mobile = _telephone("Mobile number")
    phone = _telephone("Other telephone number")
    email = forms.EmailField(
        label="E-mail address (optional)",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
    home_region = forms.ChoiceField(
        label="Where does this person live? (optional)",
        required=False,
        help_text="If they live in another region, the unit there can be asked to take it over.",
    )
    post = _text("Postal address", 300, widget=forms.Textarea(attrs={"rows": 4}))
    no_contact_reason = _text(
        "If you have no way to reach them, say why", 200, help_text="The unit will ask the officer in the case."
    )

    preferred_channel = forms.ChoiceField(
        label="How do they prefer to be contacted?",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.UNKNOWN,
        error_messages={"required": "Say how they prefer to be contacted"},
    )
    text_first = forms.BooleanField(label="Send a text before calling", required=False)
    never_withheld_number = forms.BooleanField(label="Never call from a withheld number", required=False, initial=True)
    safe_times = _text("When is it safe?", 200, help_text="For example, weekdays 10 to 3.")
    who_may_answer = _text("Who else may answer or be spoken to?", 200)
    words_to_avoid = _text("Words to avoid", 200, help_text="For example, do not say “probation”.")
    through_advocate = forms.BooleanField(label="Contact them only through their advocate", required=False)
    advocate_kind = forms.ChoiceField(
        label="Kind of advocate (optional)", required=False, choices=[("", "None, or not known"), *AdvocateKind.choices]
    )
    advocate_name = _text("Advocate’s name", 120)
    advocate_contact = _text("Advocate’s telephone or e-mail", 200)

    language = forms.CharField(
        label="Language", max_length=60, initial="English", error_messages={"required": "Enter their language"}
    )
    interpreter = forms.BooleanField(label="They need an interpreter", required=False)
    format = forms.ChoiceField(label="Format of letters", choices=Format.choices, initial=Format.STANDARD)

    told = _text(
        "What have they been told so far?",
        2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, the sentence, and that you are referring them.",
    )

    told_by = _text("Who told them?", 120)
    told_of_scheme_on = GovukDateField(
        label="When did your team tell them of the Victim Contact Scheme? (optional)",
        what="the day they were told",
        required=False,
        help_text="Leave it empty if they have not been told.",
    )
    opt_out_ended_on = GovukDateField(
        label="When did their time to opt out end? (optional)",
        what="the day their time to opt out ended",
        required=False,
        help_text="The 10 working days for this referral count from then. Leave it empty if it is not known.",
    )
    safety_checked = forms.BooleanField(label="I have checked that this is a safe way to reach them", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        offences: Sequence[OffenceAnswers],
        offender: str,
        others: Sequence[tuple[str, date | None]],
        today: date,
        regions: Sequence[tuple[str, str]] = (),
        youth: YouthFacts | None = None,
        answers: Mapping[str, Any] | None = None,
    ) -> None:
        """`others` are the people entered already, with their dates of birth. `youth` is what a youth offending team
        said in the first step; nobody else is asked when they told somebody of the scheme."""
        super().__init__(data, answers=answers)
        self.offender, self.others, self.today, self.youth = offender, others, today, youth
        self.fields["home_region"].choices = [("", "Not known"), *regions]  # type: ignore[attr-defined]
        self.regions = dict(regions)
        if youth is None:
            del self.fields["told_of_scheme_on"], self.fields["opt_out_ended_on"]
        choices = [(one.key, one.title) for one in offences]
        self.fields["offences"].choices = choices  # type: ignore[attr-defined]
        if not answers and len(choices) == 1:
            self.initial["offences"] = [choices[0][0]]

    @property
    def asks_whether_another(self) -> bool:
        """Only once a name is the offender's."""
        return "another_of_the_name" in self.errors or bool(self["another_of_the_name"].value())

    def clean_date_of_birth(self) -> date | None:
        return self._past("date_of_birth", "The date of birth must be in the past")

    def clean_harmed_born_on(self) -> date | None:
        return self._past("harmed_born_on", "The child’s date of birth must be in the past")

    def clean_told_of_scheme_on(self) -> date | None:
        return self._past("told_of_scheme_on", "The day they were told must be today or in the past")

    def clean_opt_out_ended_on(self) -> date | None:
        return self._past("opt_out_ended_on", "The day their time to opt out ended must be today or in the past")

    def _past(self, name: str, sentence: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day > self.today:
            raise forms.ValidationError(sentence)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._keep_only_what_was_asked(cleaned)
        self._check_advocate(cleaned)
        self._check_on_whose_behalf(cleaned)
        self._check_names(cleaned)
        self._check_youth(cleaned)
        broken = any(kind in self.errors for kind in CONTACT_POINTS)
        given = [kind for kind in CONTACT_POINTS if cleaned.get(kind)]
        if not given and not broken and not cleaned.get("advocate_contact") and not cleaned.get("no_contact_reason"):
            self.add_error("mobile", "Enter one way to reach them, or an advocate, or say why there is none")
        elif not broken:
            self._check_preferred(cleaned, given)
        return cleaned

    def _keep_only_what_was_asked(self, cleaned: dict[str, Any]) -> None:
        """An answer for another kind of person, left from before the kind was changed, says something untrue."""
        for name, kinds in ASKED_OF.items():
            if cleaned.get("category", "") not in kinds:
                cleaned[name] = None if name == "harmed_born_on" else ""
                self.errors.pop(name, None)

    def _check_on_whose_behalf(self, cleaned: dict[str, Any]) -> None:
        category = cleaned.get("category", "")
        if category not in FOR_SOMEBODY_ELSE:
            return
        if not cleaned.get("harmed_name") and "harmed_name" not in self.errors:
            self.add_error("harmed_name", NAME_WANTED[category])
        if not cleaned.get("relation") and "relation" not in self.errors:
            self.add_error("relation", "Say what they are to that person")
        if category == VictimCategory.REPRESENTATIVE and not cleaned.get("authority_basis"):
            self.add_error("authority_basis", "Say on what authority they act")
        own = (cleaned.get("letter_name", ""), "letter_name"), (_full_name(cleaned), "last_name")
        for name, field in own:
            if is_same_name(name, cleaned.get("harmed_name", "")):
                self.add_error(field, "This is the name of the person harmed. Enter the name of the person written to")

    def _check_names(self, cleaned: dict[str, Any]) -> None:
        names = (_full_name(cleaned), cleaned.get("letter_name", ""), cleaned.get("harmed_name", ""))
        if not cleaned.get("another_of_the_name") and any(is_same_name(name, self.offender) for name in names):
            self.add_error(
                "another_of_the_name",
                "This is the offender’s name. Check who is who, or tick that it is another person of the same name",
            )
        if cleaned.get("letter_name_confirmed") and not cleaned.get("letter_name"):
            self.add_error("letter_name", "Enter the name on letters that they have confirmed")
        here = (_full_name(cleaned), cleaned.get("date_of_birth"))
        if any(first_entered_twice([other, here]) for other in self.others):
            sentence = "They are in this referral already. If these are two people, enter both dates of birth"
            self.add_error("last_name", sentence)

    def _check_youth(self, cleaned: dict[str, Any]) -> None:
        if self.youth is None:
            return
        told_on, ended_on = cleaned.get("told_of_scheme_on"), cleaned.get("opt_out_ended_on")
        days = YouthDays(self.youth.court_informed_on, told_on, ended_on)
        if (wrong := out_of_order(days, self.youth.sentenced_on)) in self.fields:
            self.add_error(wrong, "This is before the sentence, the court’s information or the day they were told")

    def kept(self) -> dict[str, Any]:
        return super().kept() | {"home_region_name": self.regions.get(self.cleaned_data["home_region"], "")}
