"""Five hundred real-style errors, each with the person meant, among one another."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from accounts.enums import Role
from accounts.models import User
from cases.models import Case, Conviction, Offence, Offender
from tests.factories.cases import NOW, SENTENCED
from victims.models import Enrolment, Victim
from victims.queries.search import find_enrolments

ERRORS = Path(settings.BASE_DIR) / "data" / "matching" / "search_errors.csv"
pytestmark = pytest.mark.django_db


def errors() -> list[dict[str, str]]:
    with ERRORS.open() as file:
        return list(csv.DictReader(file))


def test_there_are_five_hundred_of_every_kind() -> None:
    kinds = {row["kind"] for row in errors()}

    assert len(errors()) == 500
    assert kinds == {
        *("one letter", "two letters", "swapped letters", "phonetic", "transliteration", "hyphens", "patronymics"),
        *("diacritics", "swapped order", "nicknames"),
    }


def test_the_person_meant_is_among_the_first_five(person: Callable[..., User], friday: object) -> None:
    rows = errors()
    put_on_record(rows)
    manager = person(Role.MANAGER)

    hits = defaultdict(list)
    for row in rows:
        found, _more = find_enrolments(manager, row["typed"])
        hits[row["kind"]].append(f"E{row['number']}" in [answer.enrolment.reference for answer in found[:5]])
    shares = {kind: sum(found) / len(found) for kind, found in hits.items()}

    letters = [hit for kind in ("one letter", "two letters", "swapped letters") for hit in hits[kind]]
    assert sum(letters) / len(letters) >= 0.99, shares
    assert shares["phonetic"] >= 0.95, shares
    assert min(shares.values()) >= 0.9, shares


def put_on_record(rows: list[dict[str, str]]) -> None:
    """Each person as a victim or an offender of a case of their own, in Kent, Surrey and Sussex."""
    people = []
    for row in rows:
        born = date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None
        people.append({"first_names": row["first_names"], "last_name": row["last_name"], "date_of_birth": born})
    nobody = {"first_names": "Xx", "last_name": "Zzyx"}
    offender = [row["side"] == "offender" for row in rows]
    offenders = Offender.objects.bulk_create(
        Offender(reference=f"O{row['number']}", **(who if is_offender else nobody))
        for row, who, is_offender in zip(rows, people, offender, strict=True)
    )
    victims = Victim.objects.bulk_create(
        Victim(reference=f"V{row['number']}", **(nobody if is_offender else who))
        for row, who, is_offender in zip(rows, people, offender, strict=True)
    )
    convictions = Conviction.objects.bulk_create(Conviction(offender=who, sentenced_on=SENTENCED) for who in offenders)
    offences = Offence.objects.bulk_create(
        Offence(conviction=one, code="PH97006", label="Stalking") for one in convictions
    )
    cases = Case.objects.bulk_create(
        Case(
            reference=f"C{row['number']}",
            offender=conviction.offender,
            conviction=conviction,
            region_id="N57",
            sentenced_on=SENTENCED,
            source="import",
            opened_at=NOW,
        )
        for row, conviction in zip(rows, convictions, strict=True)
    )
    enrol(rows, cases, victims, offences)


def enrol(rows: list[dict[str, str]], cases: list[Case], victims: list[Victim], offences: list[Offence]) -> None:
    Enrolment.objects.bulk_create(
        Enrolment(
            reference=f"E{row['number']}",
            case=case,
            victim=victim,
            category="adult",
            offence=offence,
            region_id="N57",
            scheme="VNS",
            verdict="VNS",
            verdict_rule="V6",
            sentenced_on=SENTENCED,
        )
        for row, case, victim, offence in zip(rows, cases, victims, offences, strict=True)
    )
