"""Step 3 of a referral: the person referred, and how they can safely be reached.

No label calls anybody "the victim": a bereaved relative, a parent or an advocate is not one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from victims.enums import Channel, Format, VictimCategory
from victims.forms.referral import StepForm
from victims.rules.referral_content import CONTACT_POINTS

CHANNELS = [
    (Channel.PHONE, "Telephone"),
    (Channel.TEXT, "Text message"),
    (Channel.EMAIL, "E-mail"),
    (Channel.LETTER, "Letter"),
    (Channel.UNKNOWN, "They have not said"),
]
# What a way of contact needs before it can be used, and how that is asked for.
NEEDED_FOR: Mapping[str, tuple[tuple[str, ...], str]] = {
    Channel.PHONE: (("mobile", "phone"), "They prefer the telephone, so enter a mobile or other number"),
    Channel.TEXT: (("mobile",), "They prefer text messages, so enter a mobile number"),
    Channel.EMAIL: (("email",), "They prefer e-mail, so enter an e-mail address"),
    Channel.LETTER: (("post",), "They prefer letters, so enter a postal address"),
}
FEWEST_DIGITS = 6


def _telephone(label: str) -> forms.CharField:
    return forms.CharField(
        label=f"{label} (optional)",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20", "autocomplete": "off"}),
    )


def _text(label: str, longest: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=f"{label} (optional)", required=False, max_length=longest, **options)


class VictimForm(StepForm):
    category = forms.ChoiceField(
        label="Who are you referring?",
        choices=VictimCategory.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who you are referring"},
    )
    first_names = _text("First names", 100)
    last_name = forms.CharField(
        label="Last name",
        max_length=100,
        error_messages={"required": "Enter the last name of the person you are referring"},
    )
    name_to_use = _text("Name to use", 120, help_text="How they wish to be spoken to. For example, Mrs Fell, or Maz.")

    mobile = _telephone("Mobile number")
    phone = _telephone("Other telephone number")
    email = forms.EmailField(
        label="E-mail address (optional)",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
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

    def clean_mobile(self) -> str:
        return self._telephone_number("mobile")

    def clean_phone(self) -> str:
        return self._telephone_number("phone")

    def _telephone_number(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if text and len(re.findall(r"\d", text)) < FEWEST_DIGITS:
            raise forms.ValidationError("Enter a telephone number like 07700 900 123")
        if name == "mobile" and re.search(r"[^\W\d_]", text):
            raise forms.ValidationError("The mobile number has a letter in it. Check it: O and 0 look alike")
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_advocate(cleaned)
        broken = any(kind in self.errors for kind in CONTACT_POINTS)
        given = [kind for kind in CONTACT_POINTS if cleaned.get(kind)]
        if not given and not broken and not cleaned.get("advocate_contact") and not cleaned.get("no_contact_reason"):
            self.add_error("mobile", "Enter one way to reach them, or an advocate, or say why there is none")
        elif not broken:
            self._check_preferred(cleaned, given)
        return cleaned

    def _check_advocate(self, cleaned: dict[str, Any]) -> None:
        needs_name = cleaned.get("through_advocate") or cleaned.get("advocate_contact")
        if needs_name and not cleaned.get("advocate_name"):
            self.add_error("advocate_name", "Enter the name of the advocate")
        if cleaned.get("through_advocate") and not cleaned.get("advocate_contact"):
            self.add_error("advocate_contact", "Enter the advocate’s telephone number or e-mail address")

    def _check_preferred(self, cleaned: dict[str, Any], given: list[str]) -> None:
        kinds, sentence = NEEDED_FOR.get(cleaned.get("preferred_channel", ""), ((), ""))
        if kinds and not cleaned.get("through_advocate") and not set(kinds) & set(given):
            self.add_error(kinds[0], sentence)
        if cleaned.get("text_first") and "mobile" not in given and "mobile" not in self.errors:
            self.add_error("mobile", "You asked for a text first, so enter a mobile number")
