"""Decide whether two records are one person: which is kept, how they are contacted, and why."""

from __future__ import annotations

from typing import Any

from django import forms

from victims.queries.safe_contact import facts_of
from victims.rules.wording import safe_contact_lines

REASON = {"required": "Give a reason."}


class ApartForm(forms.Form):
    apart_because = forms.CharField(label="How do you know?", max_length=300, error_messages=REASON)


class UndoForm(forms.Form):
    reason = forms.CharField(label="Why should it be undone?", max_length=300, error_messages=REASON)


class MergeForm(forms.Form):
    """`kept` is the reference of the record that goes on."""

    kept = forms.ChoiceField(
        label="Which record is kept?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the record that is kept."},
    )
    reason = forms.CharField(label="How do you know that they are one person?", max_length=300, error_messages=REASON)

    def __init__(self, *args: Any, one: Any, other: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.reference, f"{row.full_name}, {row.reference}") for row in (one, other)]
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]
        self.one, self.other = one, other

    def pair(self) -> dict[str, Any]:
        """As the action takes them."""
        first = self.cleaned_data["kept"] == self.one.reference
        kept, absorbed = (self.one, self.other) if first else (self.other, self.one)
        return {"kept": kept, "absorbed": absorbed, "reason": self.cleaned_data["reason"]}


class MergeVictimsForm(MergeForm):
    """With how they are contacted from now on, and which numbers may still be used. Nothing is ticked beforehand."""

    safe_contact = forms.ChoiceField(
        label="How are they contacted from now on?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they are contacted from now on."},
    )
    still_usable = forms.MultipleChoiceField(
        label="Which numbers and addresses of the record that is not kept may still be used?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick only what you know to be safe. What you leave is kept on record and not shown again.",
    )

    def __init__(self, *args: Any, sides: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, one=sides[0]["person"], other=sides[1]["person"], **kwargs)
        self.safe = {str(side["safe"].pk): side["safe"] for side in sides if side["safe"]}
        self.points = {str(point.pk): point for side in sides for point in side["points"]}
        lines = [
            (key, f"{row.victim.reference}: {'. '.join(safe_contact_lines(facts_of(row)))}")
            for key, row in self.safe.items()
        ]
        points = [
            (str(point.pk), f"{side['person'].reference}: {point.get_kind_display()}, {point.value}")
            for side in sides
            for point in side["points"]
        ]
        for name, choices in (("safe_contact", lines), ("still_usable", points)):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def pair(self) -> dict[str, Any]:
        pair = super().pair()
        ticked = [self.points[key] for key in self.cleaned_data.get("still_usable", [])]
        return {
            **pair,
            "safe_contact": self.safe.get(self.cleaned_data.get("safe_contact", "")),
            "still_usable": [point for point in ticked if point.victim_id == pair["absorbed"].pk],
        }
