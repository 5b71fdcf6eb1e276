"""Every fault of a form stands at the top of the page and leads to its question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from tests.pages.markup import read
from vlu.forms import GovukDateField
from vlu.templatetags.govuk_fields import kind

EXAMPLE = json.loads((Path(__file__).parent / "fixtures" / "govuk-frontend.json").read_text())["error-summary"]


class Referral(forms.Form):
    name = forms.CharField(label="Name to use")
    relationship = forms.ChoiceField(choices=[("self", "The victim")], widget=forms.RadioSelect)
    schemes = forms.MultipleChoiceField(choices=[("VCS", "VCS")], widget=forms.CheckboxSelectMultiple)
    sentenced = GovukDateField(what="the date of sentence")
    agreed = forms.BooleanField(label="They agreed")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise ValidationError("Somebody else has changed this case.")


def summary(form: object) -> str:
    return render_to_string("components/error_summary.html", {"form": form})


def test_it_is_the_markup_of_govuk_frontend() -> None:
    form = forms.Form({})
    for name, error in (("example-error-1", "One fault"), ("example-error-2", "Another fault")):
        form.fields[name] = forms.CharField(widget=forms.TextInput({"id": name}), error_messages={"required": error})
    theirs = EXAMPLE["default"]["html"]
    for item, ours in zip(EXAMPLE["default"]["options"]["errorList"], ("One fault", "Another fault"), strict=True):
        theirs = theirs.replace(item["text"], ours)
    assert read(summary(form)) == read(theirs)


def test_each_fault_names_its_question_and_leads_to_a_control_on_the_page() -> None:
    form = Referral({})
    page = read(summary(form) + as_crispy_form(form, "govuk"))
    ids = {dict(attrs)["id"] for what, _, attrs in page if what == "start" and "id" in dict(attrs)}
    links = [dict(attrs)["href"] for what, tag, attrs in page if what == "start" and tag == "a"]
    assert links == ["#id_name", "#id_relationship", "#id_schemes", "#id_sentenced_day", "#id_agreed"]
    assert {link.removeprefix("#") for link in links} <= ids
    words = summary(form)
    assert "Enter an answer to “Name to use”" in words
    assert "Tick “They agreed” to go on" in words
    assert "Enter the date of sentence" in words


def test_a_fault_of_the_whole_form_and_of_a_hidden_field_is_said_too() -> None:
    words = summary(Referral({}))
    assert "<li>Somebody else has changed this case.</li>" in words
    assert "<li>This field is required.</li>" in words


def test_the_faults_of_every_form_of_a_set_are_listed() -> None:
    victims = forms.formset_factory(Referral, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "Maria", "form-1-agreed": "on"}
    words = summary(victims(data))
    assert "#id_form-0-relationship" in words
    assert "#id_form-1-name" in words


def test_there_is_no_summary_where_nothing_is_wrong() -> None:
    for form in (None, "", Referral()):
        assert not summary(form).strip()


def test_a_question_that_no_component_can_draw_is_refused() -> None:
    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        kind(forms.SplitDateTimeWidget())
