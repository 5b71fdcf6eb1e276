"""Rows and arrays handed over in bulk arrive as they were, whatever stands in them."""

from __future__ import annotations

import pytest
from django.db import connection

from cases.models import Offender
from victims.intake.copying import array_of, copy_rows, next_ids
from victims.intake.known_people import among

AWKWARD = ["O'Brien", 'the "Duke"', "back\\slash", "a,b", "{x}", "NULL", "", "tab\there", "new\nline", "Zoë", "%s"]

pytestmark = pytest.mark.django_db


def test_an_array_arrives_as_it_was() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text[], %s::int[]", [array_of(AWKWARD), array_of([3, 1, 2])])
        assert cursor.fetchone() == (AWKWARD, [3, 1, 2])


def test_rows_arrive_as_they_were() -> None:
    ids = list(next_ids(Offender, len(AWKWARD)))
    copy_rows(
        Offender,
        ("id", "reference", "first_names", "last_name", "date_of_birth"),
        ((pk, f"OF{pk}", name, f"{name}!", None) for pk, name in zip(ids, AWKWARD, strict=True)),
    )
    held = Offender.objects.filter(pk__in=among(ids)).order_by("pk")
    assert list(held.values_list("first_names", "last_name")) == [(name, f"{name}!") for name in AWKWARD]


def test_those_among_many_are_found_and_no_others() -> None:
    for pk, name in enumerate(AWKWARD):
        Offender.objects.create(reference=f"OFA{pk}", first_names="A", last_name=name or "-")
    found = Offender.objects.filter(last_name__in=among(["O'Brien", "NULL"], "text"))
    assert sorted(found.values_list("last_name", flat=True)) == ["NULL", "O'Brien"]
