"""What somebody decided about contact: first which decision it is, then only what that decision needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from victims.enums import DecisionSource, VictimDecisionKind
from victims.forms.contact import TOPICS
from victims.models import ContactEntry, ReasonCode
from victims.rules.victim_decisions import attempt_words
from vlu.forms import GovukDateField

NEEDS = {
    VictimDecisionKind.ACCEPTED: ("told_by", "contact", "decided_on", "explained", "note"),
    VictimDecisionKind.DECLINED: ("told_by", "contact", "decided_on", "explained", "reason", "note", "never_again"),
    VictimDecisionKind.NOT_NOW: ("told_by", "contact", "decided_on", "explained", "reason", "note", "ask_again_on"),
    VictimDecisionKind.COULD_NOT_TRACE: ("decided_on", "tried", "ask_again_on"),
}


class DecisionKindForm(forms.Form):
    kind = forms.ChoiceField(
        label="What did they decide?",
        choices=VictimDecisionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they decided."},
    )


class VictimDecisionForm(forms.Form):
    """Which fields it has depends on the kind. `facts` is what the action takes."""

    told_by = forms.ChoiceField(label="Who told us?", choices=DecisionSource.choices, widget=forms.RadioSelect)
    contact = forms.ChoiceField(
        label="At which contact?",
        required=False,
        widget=forms.RadioSelect,
        help_text="Leave this empty only if the referrer passed it on.",
    )
    decided_on = GovukDateField(label="When was this?", what="the date of the decision")
    explained = forms.MultipleChoiceField(
        label="What was explained to them?",
        required=False,
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.ChoiceField(label="Their reason (optional)", required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label="What did they say? (optional)", required=False, max_length=2000, widget=forms.Textarea
    )
    tried = forms.CharField(
        label="What else was tried? (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="For example, asked the referrer, the officer in the case or the advocate.",
    )
    ask_again_on = GovukDateField(label="When is this asked or tried again?", what="the day to ask or try again")
    never_again = forms.BooleanField(
        label="They said that they do not want to hear from us again, whatever happens",
        required=False,
        help_text="Tick this only if they said so. From then on a manager decides before anybody contacts them.",
    )

    def __init__(
        self,
        *args: Any,
        kind: VictimDecisionKind,
        answers: Sequence[ContactEntry],
        reasons: Sequence[ReasonCode],
        today: date,
    ) -> None:
        initial: dict[str, Any] = {"decided_on": today}
        if answers:
            latest = answers[0]
            initial = {
                "decided_on": latest.happened_on,
                "contact": str(latest.pk),
                "explained": latest.explained,
            }
        super().__init__(*args)
        self.initial = initial
        self.kind, self.today = kind, today
        self.answers = {str(entry.pk): entry for entry in answers}
        self.reasons = {row.code: row for row in reasons}
        for name in set(self.fields) - set(NEEDS[kind]):
            del self.fields[name]
        self._offer("contact", [(key, _in_words(entry)) for key, entry in self.answers.items()])
        self._offer("reason", [(code, row.for_anybody) for code, row in self.reasons.items()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if not choices:
            self.fields.pop(name, None)
        elif name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_decided_on(self) -> date:
        decided_on: date = self.cleaned_data["decided_on"]
        if decided_on > self.today:
            raise forms.ValidationError("The date of the decision cannot be after today.")
        return decided_on

    def clean_ask_again_on(self) -> date:
        ask_again_on: date = self.cleaned_data["ask_again_on"]
        if ask_again_on <= self.today:
            raise forms.ValidationError("The day to ask or try again must be after today.")
        return ask_again_on

    def facts(self) -> dict[str, Any]:
        facts = {"kind": self.kind, **self.cleaned_data}
        facts["contact"] = self.answers.get(facts.get("contact", ""))
        facts["reason"] = self.reasons.get(facts.get("reason", ""))
        if facts.get("told_by") == DecisionSource.REFERRER:
            facts["contact"] = None
        return facts


def _in_words(entry: ContactEntry) -> str:
    return attempt_words(entry.channel, entry.outcome, entry.happened_on)
