"""Decide one court result that is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import PoliceForce
from cases.queries.courts import NamedCourt, courts_called
from victims.enums import HoldReason, ResultDecision
from victims.intake.court_candidates import People
from victims.intake.court_deciding import PERSON, Ruling
from victims.models import CourtResult

WORD = {
    HoldReason.HARMED_IS_DEFENDANT: "The person harmed is another person of the same name",
    HoldReason.SENT_AGAIN: "What was sent again is right: it corrects what we hold",
    HoldReason.SENTENCE_DIFFERS: "The court’s sentence is right: it replaces the one we hold",
    HoldReason.SENTENCE_NOT_FOUND: "The sentence it changes is not ours: take it as a sentence of its own",
    HoldReason.WITHDRAWN: "What followed from it is set right: close this result",
}
AGAIN = "It is mended: try again"
TOLD = "told"  # the choice of somebody another unit holds
ASKED_WHOM = "How you know. For somebody new: whom you asked in each of those units, and what they said."
WHOLE_PERSON = "If set aside: also every other result of this offender in the file that waits"
ANOTHER_UNITS = "The offender is somebody another unit holds, and it told us so"


class HeldResultForm(forms.Form):
    """One question for each doubt that stands against the result, and who the offender is."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    sure = forms.MultipleChoiceField(
        label="What have you found out?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick each of these. If one is not so, set the result aside and give the reason.",
    )
    court = forms.CharField(
        label="Court",
        required=False,
        max_length=160,
        help_text="Start typing and choose from the list.",
        widget=forms.TextInput(attrs={"list": "courts", "autocomplete": "off"}),
    )
    police_force = forms.ModelChoiceField(
        PoliceForce.objects.none(), label="Police force", required=False, to_field_name="name"
    )
    offence_code = forms.CharField(label="Offence code", required=False, max_length=8, help_text="For example OF61102.")
    whole_person = forms.BooleanField(label="", required=False)
    told = forms.CharField(
        label="Reference of the offender’s record",
        required=False,
        max_length=40,
        help_text="Only when the other unit told you that it is the same person. It stands on their page of the case.",
    )
    note = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        help_text="How you know. Needed to set the result aside.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, result: CourtResult, people: People, courts: Sequence[NamedCourt], beside: int, **more: Any
    ):
        super().__init__(*args, **more)
        self.courts, self.reasons = courts, set(result.hold_reasons)
        self.people = {beside.offender.reference: beside.offender for beside in people.beside}
        self.elsewhere = people.told
        words = [(reason.value, WORD[reason]) for reason in WORD if reason in self.reasons]
        asks_who = bool(self.reasons & PERSON)
        go_on = words[0][1] if len(words) == 1 else "Each of these is so: go on" if words else AGAIN
        choices = [(ResultDecision.GO_ON.value, go_on)]
        if asks_who:
            choices = [(ref, f"The offender is {who.full_name}, {ref}") for ref, who in self.people.items()]
            if self.elsewhere:
                choices.append((TOLD, ANOTHER_UNITS))
            if not people.closed:
                choices.append((ResultDecision.NEW_PERSON.value, "The offender is somebody we do not hold yet"))
        choices.append((ResultDecision.SET_ASIDE.value, "Set this result aside: nothing follows from it"))
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]
        self.words = words
        if (asks_who and words) or len(words) > 1:
            self.fields["sure"].choices = words  # type: ignore[attr-defined]
        else:
            del self.fields["sure"]
        if not (asks_who and self.elsewhere):
            del self.fields["told"]
        elif not people.closed:
            self.fields["note"].help_text = ASKED_WHOM
        if beside:
            self.fields["whole_person"].label = f"{WHOLE_PERSON} ({beside} more)"
        else:
            del self.fields["whole_person"]
        self._ask_for_what_is_unknown()

    def _ask_for_what_is_unknown(self) -> None:
        if HoldReason.COURT_UNKNOWN not in self.reasons:
            del self.fields["court"]
        if HoldReason.OFFENCE_UNKNOWN not in self.reasons:
            del self.fields["offence_code"]
        if HoldReason.FORCE_UNKNOWN in self.reasons:
            self.fields["police_force"].queryset = PoliceForce.objects.order_by("name")  # type: ignore[attr-defined]
        else:
            del self.fields["police_force"]

    def clean_court(self) -> str:
        """The code of the court named."""
        typed: str = self.cleaned_data["court"]
        found = courts_called(typed, self.courts) if typed else []
        if typed and len(found) != 1:
            raise ValidationError("Choose one court from the list.")
        return found[0].code if found else ""

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("decision") == ResultDecision.SET_ASIDE:
            if not answers.get("note"):
                self.add_error("note", "Give the reason why it is set aside.")
            return answers
        self._check_what_was_told(answers)
        if "sure" in self.fields and len(answers.get("sure", [])) < len(self.words):
            self.add_error("sure", "Tick each of these, or set the result aside.")
        for name, sentence in (
            ("court", "Choose the court, or set the result aside."),
            ("police_force", "Choose the police force, or set the result aside."),
            ("offence_code", "Enter the offence code, or set the result aside."),
        ):
            if name in self.fields and name not in self.errors and not answers.get(name):
                self.add_error(name, sentence)
        return answers

    def _check_what_was_told(self, answers: dict[str, Any]) -> None:
        """Somebody whose record of another unit fits is new only once that unit was asked, and theirs only by the
        reference it gave."""
        if "told" not in self.fields:
            return
        if answers.get("decision") == TOLD and answers.get("told", "").upper() not in self.elsewhere:
            self.add_error("told", "Enter the reference the other unit gave you. No record that fits has this one.")
        if answers.get("decision") == ResultDecision.NEW_PERSON and not answers.get("note"):
            self.add_error("note", "Say whom you asked in each unit that holds a record, and what they answered.")

    def ruling(self) -> Ruling:
        answers = self.cleaned_data
        decision = answers["decision"]
        offender = self.elsewhere[answers["told"].upper()] if decision == TOLD else self.people.get(decision)
        kind = ResultDecision.SAME_PERSON if offender else ResultDecision(decision)
        force = answers.get("police_force")
        cells = {
            "court_code": answers.get("court") or "",
            "police_force": force.name if force else "",
            "offence_code": answers.get("offence_code") or "",
        }
        corrections = {name: cell for name, cell in cells.items() if cell}
        settled = frozenset(HoldReason(reason) for reason, _ in self.words)
        return Ruling(kind, offender, settled, corrections, answers["note"], bool(answers.get("whole_person")))
