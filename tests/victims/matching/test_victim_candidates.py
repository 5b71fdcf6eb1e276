"""Who on record may be the victim somebody writes of, and only among those they may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.rules.matching import PersonRecord
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory
from victims.models import ContactPoint, Victim
from victims.queries.candidates import victim_candidates

pytestmark = pytest.mark.django_db
BORN = date(1984, 2, 4)


def enrolled(first_names: str, last_name: str, region: str = "N57", **facts: object) -> Victim:
    made = EnrolmentFactory(region_id=region, victim__first_names=first_names, victim__last_name=last_name)
    for name, value in facts.items():
        setattr(made.victim, name, value)
    made.victim.save()
    victim: Victim = made.victim
    return victim


def test_misspelt(person: Callable[..., User]) -> None:
    victim = enrolled("Siobhán", "O'Malley")

    found = victim_candidates(PersonRecord("Shevaun", "O Maley"), person(Role.MANAGER))

    assert [candidate.victim for candidate in found] == [victim]


def test_by_postcode_although_the_last_name_changed(person: Callable[..., User]) -> None:
    victim = enrolled("Siobhán", "O'Malley", date_of_birth=BORN)
    ContactPoint.objects.create(victim=victim, kind="post", value="1 High Street, Canterbury ct1 2ab", recorded_at=NOW)

    found = victim_candidates(PersonRecord("Siobhan", "Marsh", BORN, postcode="CT1 2AB"), person(Role.MANAGER))

    assert [candidate.victim for candidate in found] == [victim]
    assert "Same postcode: CT1 2AB" in found[0].match.reasons


def test_nobody_of_another_region(person: Callable[..., User]) -> None:
    enrolled("Siobhán", "O'Malley", region="N53", date_of_birth=BORN)
    record = PersonRecord("Siobhan", "O'Malley", BORN)

    assert victim_candidates(record, person(Role.MANAGER)) == []
    assert len(victim_candidates(record, person(Role.MANAGER, region="N53"))) == 1


def test_nobody_for_a_role_that_sees_no_cases(person: Callable[..., User]) -> None:
    enrolled("Siobhán", "O'Malley", date_of_birth=BORN)

    assert victim_candidates(PersonRecord("Siobhan", "O'Malley", BORN), person(Role.WCO)) == []
