"""Who on record may be the offender of a court result or a referral."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import OffenderAlias, OffenderIdentifier
from cases.queries.candidates import offenders_alike_anywhere
from cases.rules.matching import PersonRecord
from tests.factories.cases import OffenderFactory

pytestmark = pytest.mark.django_db
BORN = date(1984, 2, 4)


def found(record: PersonRecord) -> list[str]:
    return [candidate.offender.reference for candidate in offenders_alike_anywhere(record)]


def test_misspelt_and_with_day_and_month_swapped() -> None:
    OffenderFactory(reference="A", first_names="Mohammed", last_name="Choudhury", date_of_birth=BORN)
    OffenderFactory(reference="B", first_names="Peter", last_name="Choudhury", date_of_birth=date(1951, 1, 30))

    assert found(PersonRecord("Muhamed", "Chowdri", date(1984, 4, 2))) == ["A"]


def test_by_a_number_although_nothing_else_agrees() -> None:
    offender = OffenderFactory(reference="A", first_names="Ana", last_name="Quill", date_of_birth=None)
    OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A1234BC", value="A1234BC")

    assert found(PersonRecord("Ana", "Marsh", BORN, (("NOMS", "A1234BC"),))) == ["A"]


def test_by_an_alias() -> None:
    offender = OffenderFactory(reference="A", first_names="Ana", last_name="Quill", date_of_birth=BORN)
    OffenderAlias.objects.create(offender=offender, first_names="Zoe", last_name="Marsh")

    assert found(PersonRecord("Zoë", "Marsch", BORN)) == ["A"]


def test_after_a_change_of_last_name_by_first_name_and_birth() -> None:
    OffenderFactory(reference="A", first_names="Ana", last_name="Quill", date_of_birth=BORN)

    assert found(PersonRecord("Ana", "Marsh", BORN)) == ["A"]


def test_the_best_come_first_and_no_more_than_asked() -> None:
    for number in range(12):
        OffenderFactory(reference=f"X{number}", first_names="Ana", last_name="Quill", date_of_birth=None)
    OffenderFactory(reference="A", first_names="Ana", last_name="Quill", date_of_birth=BORN)

    assert len(found(PersonRecord("Ana", "Quill", BORN))) == 10
    assert found(PersonRecord("Ana", "Quill", BORN))[0] == "A"


def test_nobody_when_nobody_is_alike() -> None:
    OffenderFactory(first_names="Ana", last_name="Quill", date_of_birth=BORN)

    assert found(PersonRecord("Piotr", "Wachowski", date(1971, 5, 9))) == []
