"""A date is asked in three boxes; what was typed is understood, or the box that is wrong is named."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from vlu.forms import DateInput, GovukDateField
from vlu.templatetags.govuk_fields import Parts


class Asked(forms.Form):
    sentenced = GovukDateField(what="the date of sentence")


class AskedIfKnown(forms.Form):
    sentenced = GovukDateField(what="the date of sentence", required=False)


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"sentenced_day": day, "sentenced_month": month, "sentenced_year": year}


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march", " MARCH ", "mar."])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = Asked(typed("27", month, "2026"))
    assert form.is_valid()
    assert form.cleaned_data["sentenced"] == date(2026, 3, 27)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_shown_in_the_boxes_is_read_back_as_itself(day: date) -> None:
    form = Asked(typed(*DateInput().decompress(day)))
    assert form.is_valid()
    assert form.cleaned_data["sentenced"] == day


@pytest.mark.parametrize(
    ("boxes", "sentence", "wrong"),
    [
        (("31", "6", "2026"), "The date of sentence must be a real date", ("day",)),
        (("29", "2", "2025"), "The date of sentence must be a real date", ("day",)),
        (("1", "13", "2026"), "The date of sentence must be a real date", ("month",)),
        (("32", "13", "2026"), "The date of sentence must be a real date", ("day", "month")),
        (("1", "ma", "2026"), "The date of sentence must be a real date", ("month",)),
        (("x", "3", "2026"), "The date of sentence must be a real date", ("day",)),
        (("²", "3", "2026"), "The date of sentence must be a real date", ("day",)),
        (("1", "3", "0000"), "The date of sentence must be a real date", ("year",)),
        (("1", "3", "26"), "The date of sentence must have a year of 4 numbers", ("year",)),
        (("9" * 5000, "3", "2026"), "The date of sentence must be a real date", ("day",)),
        (("", "3", "2026"), "The date of sentence must include a day", ("day",)),
        (("1", "", ""), "The date of sentence must include a month and year", ("month", "year")),
        (("", "", ""), "Enter the date of sentence", ("day", "month", "year")),
    ],
)
def test_a_date_that_is_not_real_names_the_box_that_is_wrong(
    boxes: tuple[str, str, str], sentence: str, wrong: tuple[str, ...]
) -> None:
    form = Asked(typed(*boxes))
    part = Parts(form["sentenced"])
    assert part.errors == [sentence]
    assert part.wrong_boxes == wrong
    assert [box.id for box in part.date_boxes if "govuk-input--error" in box.classes] == [
        f"id_sentenced_{name}" for name in wrong
    ]
    assert part.first_control == f"id_sentenced_{wrong[0]}"


def test_a_date_that_need_not_be_given_is_none_when_the_boxes_are_empty_or_missing() -> None:
    for boxes in (typed("", "", " "), {}):
        form = AskedIfKnown(boxes)
        assert form.is_valid()
        assert form.cleaned_data["sentenced"] is None


def test_what_was_typed_is_shown_again() -> None:
    boxes = Parts(Asked(typed("31", "june", "26"))["sentenced"]).date_boxes
    assert [box.value for box in boxes] == ["31", "june", "26"]


def test_a_known_date_is_shown_and_counts_as_unchanged() -> None:
    known = {"sentenced": date(2026, 3, 27)}
    assert [box.value for box in Parts(Asked(initial=known)["sentenced"]).date_boxes] == ["27", "3", "2026"]
    assert not Asked(typed("27", "March", "2026"), initial=known).has_changed()
    assert Asked(typed("28", "March", "2026"), initial=known).has_changed()
