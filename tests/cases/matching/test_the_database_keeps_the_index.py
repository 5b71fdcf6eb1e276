"""Whoever writes an offender or alias, by whatever way, the search index follows in the same transaction."""

from __future__ import annotations

import pytest
from django.db import connection

from cases.models import Offender, OffenderAlias, OffenderNameKey, OffenderNamePair
from tests.factories.cases import OffenderFactory

pytestmark = pytest.mark.django_db


def pairs() -> set[tuple[str, str]]:
    return set(OffenderNamePair.objects.values_list("low", "high"))


def test_many_written_at_once_are_all_found() -> None:
    Offender.objects.bulk_create(
        Offender(reference=f"T{n}", first_names=first, last_name="Quill") for n, first in enumerate(["Ana", "Bo", "Cy"])
    )

    assert pairs() == {("ana", "quill"), ("bo", "quill"), ("cy", "quill")}


def test_a_name_corrected_is_found_as_it_is_now_and_no_longer_as_it_was() -> None:
    offender = OffenderFactory(first_names="Ana", last_name="Quill")

    Offender.objects.filter(pk=offender.pk).update(last_name="Drake")

    assert pairs() == {("ana", "drake")}
    assert OffenderNameKey.objects.filter(key="drke", word="drake").exists()


def test_a_change_of_something_else_leaves_the_rows_alone() -> None:
    offender = OffenderFactory(first_names="Ana", last_name="Quill")
    before = list(OffenderNamePair.objects.values_list("pk", flat=True))

    Offender.objects.filter(pk=offender.pk).update(date_of_birth=None)

    assert list(OffenderNamePair.objects.values_list("pk", flat=True)) == before != []


def test_an_alias_comes_and_goes_without_the_offenders_own_name() -> None:
    offender = OffenderFactory(first_names="Ana", last_name="Quill")
    alias = OffenderAlias.objects.create(offender=offender, first_names="Ana", last_name="Quill-Drake")

    assert pairs() >= {("ana", "drake"), ("drake", "quill")}

    alias.delete()

    assert pairs() == {("ana", "quill")}


def test_an_offender_removed_leaves_no_pair_behind() -> None:
    offender = OffenderFactory(first_names="Ana", last_name="Quill")
    assert pairs() == {("ana", "quill")}

    offender.delete()

    assert pairs() == set()


def test_the_index_filled_again_is_as_it_was() -> None:
    OffenderAlias.objects.create(offender=OffenderFactory(last_name="Ó Briain"), first_names="Jo", last_name="Brien")
    before, keys = pairs(), set(OffenderNameKey.objects.values_list("key", "word"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_refill_names()")

    assert pairs() == before
    assert set(OffenderNameKey.objects.values_list("key", "word")) == keys
