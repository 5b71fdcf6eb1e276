"""Record a contact in under a minute; change how somebody is contacted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from victims.enums import Channel, ContactOutcome, ContactPointKind, DeadlineKind
from victims.models import Deadline, SafeContact
from victims.rules.contact import reached
from victims.rules.duties import ABOUT_RECONSIDERATION
from victims.rules.referral_content import SAFE_CONTACT
from victims.rules.release_duties import CONDITIONS_ASKED
from vlu.forms import AnswersWhatWasSeen, GovukDateField
from vlu.lib.dates import in_words
from vlu.lib.hidden_marks import without_hidden_marks
from vlu.lib.working_days import LAST_DAY

TOPICS = (
    ("scheme", "What the scheme offers, and that they may decline"),
    ("sentence", "What the sentence means"),
    ("choices", "How and how often they want to hear from us"),
    ("conditions", "Licence conditions they may ask for"),
    (CONDITIONS_ASKED, "Licence conditions: they said which they want, or that they want none"),
    (ABOUT_RECONSIDERATION, "That a parole decision can be reconsidered, how to ask, and by when"),
    ("support", "Where else they can get help"),
    ("complaints", "How to complain"),
)
TOLD = (DeadlineKind.TELL_OF_EVENT, DeadlineKind.OFFER_AGAIN)
SMALL_RADIOS = forms.RadioSelect(attrs={"class": "govuk-radios--small"})
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.UNKNOWN]


class ContactForm(forms.Form):
    channel = forms.ChoiceField(label="How was the contact made?", choices=CHANNELS, widget=SMALL_RADIOS)
    outcome = forms.ChoiceField(
        label="What happened?",
        choices=ContactOutcome.choices,
        widget=SMALL_RADIOS,
        help_text="It is first contact when you speak, when they reply, or when a letter or e-mail is sent. "
        "A text counts once they reply.",
    )
    happened_on = GovukDateField(label="When?", what="the date of the contact")
    happened_at = forms.TimeField(
        label="At what time? (optional)",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        help_text="For example, 14:05.",
        error_messages={"invalid": "Write the time as 14:05."},
    )
    told_of = forms.MultipleChoiceField(
        label="What did you tell them about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick only what they now know. What you leave out stays on your list.",
    )
    steps_done = forms.MultipleChoiceField(
        label="Which next steps does this complete?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What you leave out stays on your list.",
    )
    explained = forms.MultipleChoiceField(
        label="What did you talk about? (optional)", required=False, choices=TOPICS, widget=forms.CheckboxSelectMultiple
    )
    they_asked = forms.CharField(
        label="What did they ask, or ask for? (optional)", required=False, max_length=4000, widget=forms.Textarea
    )
    owes_reply = forms.BooleanField(
        label="I still have to answer what they asked",
        required=False,
        help_text="It stays on your list until the next call, visit, letter or e-mail to them.",
    )
    already_knew = forms.CharField(label="What did they know already? (optional)", required=False, max_length=300)
    already_knew_from = forms.CharField(label="Who told them? (optional)", required=False, max_length=120)
    next_step = forms.CharField(label="What is the next step? (optional)", required=False, max_length=160)
    next_on = GovukDateField(label="By when? (optional)", what="the date of the next step", required=False)

    def __init__(self, *args: Any, standing: Sequence[Deadline] = (), today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.named = {
            "told_of": {str(d.pk): d for d in standing if d.kind in TOLD},
            "steps_done": {str(d.pk): d for d in standing if d.kind == DeadlineKind.FOLLOW_UP},
        }
        for name, deadlines in self.named.items():
            if deadlines:
                self.fields[name].choices = [(key, _in_words(d)) for key, d in deadlines.items()]  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("owes_reply") and not cleaned.get("they_asked"):
            self.add_error("they_asked", "Say what they asked.")
        if cleaned.get("owes_reply") and not reached(cleaned.get("channel", ""), cleaned.get("outcome", "")):
            self.add_error("owes_reply", "This is for contacts that reached them.")
        if cleaned.get("already_knew") and not cleaned.get("already_knew_from"):
            self.add_error("already_knew_from", "Say who told them, or write “not known”.")
        if cleaned.get("next_on") and not cleaned.get("next_step"):
            self.add_error("next_step", "Say what is to be done by then.")
        if cleaned.get("next_step") and not cleaned.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Say by when.")
        if cleaned.get("next_on") and cleaned["next_on"] < self.today:
            self.add_error("next_on", "The next step cannot be before today.")
        if cleaned.get("next_on") and cleaned["next_on"] > LAST_DAY:
            self.add_error("next_on", f"The next step cannot be after {LAST_DAY.year}.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = dict(self.cleaned_data)
        for name, deadlines in self.named.items():
            cleaned[name] = [deadlines[key] for key in cleaned.get(name, [])]
        return cleaned


def _in_words(deadline: Deadline) -> str:
    """What happened with its day, or what was agreed with its: two releases on different days are not the same news."""
    day = deadline.event.happens_on if deadline.event else deadline.due_on
    return f"{deadline.task}: {in_words(day)}"


class SafeContactForm(AnswersWhatWasSeen, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SafeContact
        fields = SAFE_CONTACT
        labels = {
            "preferred_channel": "How do they prefer to be contacted?",
            "text_first": "Send a text before calling",
            "never_withheld_number": "Never call from a withheld number",
            "safe_times": "When is it safe? (optional)",
            "who_may_answer": "Who else may answer or be spoken to? (optional)",
            "words_to_avoid": "Words to avoid (optional)",
            "through_advocate": "Contact them only through their advocate",
            "advocate_kind": "Kind of advocate (optional)",
            "advocate_name": "Advocate’s name (optional)",
            "advocate_contact": "Advocate’s telephone or e-mail (optional)",
            "language": "Language",
            "interpreter": "They need an interpreter",
            "format": "Format of letters",
        }
        help_texts = {
            "safe_times": "For example, weekdays 10 to 3 while the children are at school.",
            "words_to_avoid": "For example, do not say “probation” on the telephone.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("through_advocate") and not cleaned.get("advocate_name"):
            self.add_error("advocate_name", "Name the advocate they are to be contacted through.")
        elif cleaned.get("advocate_kind") and not cleaned.get("advocate_name"):
            self.add_error("advocate_name", "Name the advocate.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return {name: without_hidden_marks(value) if isinstance(value, str) else value for name, value in given.items()}


class ContactPointForm(forms.Form):
    kind = forms.ChoiceField(label="What is it?", choices=ContactPointKind.choices, widget=forms.RadioSelect)
    value = forms.CharField(label="Number or address", max_length=300)
    note = forms.CharField(label="Note (optional)", required=False, max_length=200)

    def clean_value(self) -> str:
        """A number or an address that was copied brings marks nobody sees, by which it reads backwards."""
        if not (seen := without_hidden_marks(self.cleaned_data["value"])):
            raise forms.ValidationError("Enter the number or address.")
        return seen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == ContactPointKind.EMAIL and "@" not in cleaned.get("value", ""):
            self.add_error("value", "Enter an e-mail address, like name@example.org.")
        return cleaned


class RetireContactPointForm(forms.Form):
    reason = forms.CharField(label="Why should it not be used?", max_length=200)
