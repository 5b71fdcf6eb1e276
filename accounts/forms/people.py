"""Adding and changing people."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User

WIDE = {"class": "govuk-!-width-full"}  # its longest choice is wider than a phone
Groups = list[tuple[str, list[tuple[str, str]]]]


class OrganisationByKind(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A select whose choices stand under the kind of organisation they are."""

    def grouped(self) -> Groups:
        places = list(self.queryset.all()) if self.queryset is not None else []
        groups = [
            (kind.label, [(str(place.pk), place.name) for place in places if place.kind == kind])
            for kind in OrganisationKind
        ]
        return [("", [("", "Choose one")]), *((name, choices) for name, choices in groups if choices)]


class PersonForm(forms.Form):
    name = forms.CharField(label="Full name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label="Role", choices=[("", "Choose one"), *Role.choices])
    organisation = OrganisationByKind(
        label="Organisation", queryset=Organisation.objects.none(), widget=forms.Select(attrs=WIDE)
    )
    phone = forms.CharField(
        label="Work telephone number (optional)",
        help_text="Shown to people who share a case with them.",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organisation"]
        assert isinstance(field, OrganisationByKind)
        field.queryset = organisations
        field.choices = field.grouped()

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    @staticmethod
    def facts_of(person: User) -> dict[str, Any]:
        return {
            "name": person.name,
            "role": person.role,
            "organisation": person.organisation_id,
            "phone": person.phone,
        }


class InvitationForm(PersonForm):
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("name", "email", "role", "organisation", "phone")


class PeopleFilter(forms.Form):
    words = forms.CharField(label="Name, e-mail or organisation", max_length=100, required=False)
    role = forms.ChoiceField(label="Role", choices=[("", "Every role"), *Role.choices], required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False, widget=forms.HiddenInput)
