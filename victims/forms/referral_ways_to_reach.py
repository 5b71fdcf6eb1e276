"""How a person referred can be reached: what the answers need from one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from victims.enums import Channel

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


class WaysToReach(forms.Form):
    """Checks of the questions about telephone, e-mail, letters and an advocate; the questions are the form's own."""

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

    def _check_advocate(self, cleaned: dict[str, Any]) -> None:
        needs_name = any(cleaned.get(name) for name in ("through_advocate", "advocate_contact", "advocate_kind"))
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
