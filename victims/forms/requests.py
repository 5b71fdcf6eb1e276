"""Answer, ask for and take back a request for a referral; say how an office is chased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from cases.models import Case, Offence
from victims.enums import RequestAnswer
from victims.models import Referral
from vlu.forms import GovukDateField

ANSWERS = [choice for choice in RequestAnswer.choices if choice[0] != RequestAnswer.WITHDRAWN]
REFERRERS = (OrganisationKind.WCU, OrganisationKind.YOT)
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
NOT_A_DAY = "Write the day as 2026-12-18"


class AnswerForm(forms.Form):
    """`referrals`: those of the office; "referred" needs one of them."""

    answer = forms.ChoiceField(
        label="What is your answer?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your answer"},
    )
    reference = forms.CharField(
        label="Reference of the referral",
        required=False,
        max_length=40,
        help_text="Only if they were referred. It stands on the confirmation of the referral.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    note = forms.CharField(
        label="Anything the unit should know (optional)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Do not write addresses or telephone numbers here.",
    )

    def __init__(self, *args: Any, referrals: QuerySet[Referral], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._referrals = referrals
        self.referral: Referral | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") != RequestAnswer.REFERRED:
            return cleaned
        reference = cleaned.get("reference", "").strip().upper()
        self.referral = self._referrals.filter(reference=reference).first() if reference else None
        if self.referral is None:
            said = "Your office has sent no referral with this reference" if reference else "Enter the reference"
            self.add_error("reference", f"{said}. If it was not sent yet, refer the person first")
        return cleaned


class WithdrawForm(forms.Form):
    note = forms.CharField(
        label="Why is it no longer needed?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is no longer needed"},
    )


class AskForm(forms.Form):
    """Which offences of the case, whom they concern, and which office is asked; the court's own force first."""

    offences = forms.ModelMultipleChoiceField(
        label="Which offences is it about?",
        queryset=Offence.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one offence"},
    )
    concerning = forms.CharField(
        label="Whom does it concern? (optional)",
        required=False,
        max_length=200,
        help_text="The name of the person harmed, if you know it from the court.",
    )
    organisation = forms.ModelChoiceField(
        label="Which office is asked?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an office",
        error_messages={"required": "Choose the office to ask"},
    )
    opt_out_ended_on = GovukDateField(
        label="For a youth offending team: when did the time to opt out end? (optional)",
        what="the day the time to opt out ended",
        required=False,
        help_text="If you know it, the referral is due 10 working days later. If not, it counts from the sentence.",
    )

    def __init__(self, *args: Any, case: Case, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.today = case, today
        offences, office = self.fields["offences"], self.fields["organisation"]
        assert isinstance(offences, forms.ModelMultipleChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        offences.queryset = case.conviction.offences.select_related("offence_type")
        office.queryset = Organisation.objects.filter(kind__in=REFERRERS)
        court = case.conviction.court
        if court is not None and court.force_id:
            office.initial = Organisation.objects.filter(kind=OrganisationKind.WCU, force=court.force_id).first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        office, ended_on = cleaned.get("organisation"), cleaned.get("opt_out_ended_on")
        if ended_on and office and not office.is_youth_team:
            self.add_error("opt_out_ended_on", "Only a youth offending team gives this time. Leave it empty")
        elif ended_on and not self.case.sentenced_on <= ended_on <= self.today:
            self.add_error("opt_out_ended_on", "This must be after the sentence and not in the future")
        return cleaned


class ChaseSettingForm(forms.Form):
    """How one office is chased from today on."""

    organisation = forms.ModelChoiceField(
        label="Office",
        queryset=Organisation.objects.filter(kind__in=REFERRERS),
        empty_label="Choose an office",
        error_messages={"required": "Choose an office"},
    )
    reply_days = forms.IntegerField(label="Working days for a reply", min_value=1, max_value=60)
    second_day = forms.IntegerField(label="Second prompt: working days after found", min_value=1, max_value=60)
    third_day = forms.IntegerField(label="Third prompt: working days after found", min_value=2, max_value=90)
    supervisor_inbox = forms.EmailField(
        label="Inbox of the supervisor (optional)",
        required=False,
        help_text="Whoever reads it can answer by link. Without one, supervisors with an account are told.",
    )
    head_inbox = forms.EmailField(label="Address of the head (optional)", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reply_days", "second_day", "third_day"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-3"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        second, third = cleaned.get("second_day"), cleaned.get("third_day")
        if second is not None and third is not None and third <= second:
            self.add_error("third_day", "The third prompt must come after the second")
        return cleaned


class PeriodForm(forms.Form):
    """Requests found from one day to another; what the address leaves out is the period given."""

    first = forms.DateField(label="Found from", widget=DAY, error_messages={"invalid": NOT_A_DAY})
    last = forms.DateField(label="Found to", widget=DAY, error_messages={"invalid": NOT_A_DAY})

    def __init__(self, given: Mapping[str, Any], *, since: date, today: date) -> None:
        asked = {name: given.get(name) for name in ("first", "last") if given.get(name)}
        super().__init__({"first": since.isoformat(), "last": today.isoformat(), **asked})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must be on or after the first")
        return cleaned
