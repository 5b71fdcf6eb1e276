"""Decide about messages that were held. Each form answers the number that was shown (`shows`)."""

from __future__ import annotations

from django import forms

from vlu.forms import AnswersWhatWasSeen


class LetGoForm(AnswersWhatWasSeen):
    """A confirmation without a question of its own."""


class DiscardForm(AnswersWhatWasSeen):
    reason = forms.CharField(
        label="Why should these not be sent?",
        max_length=300,
        help_text="Name nobody in it.",
        error_messages={"required": "Give a reason."},
    )
