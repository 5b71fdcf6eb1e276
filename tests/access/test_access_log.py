"""Whoever opens a victim's record leaves a line that nobody can take away. Whoever may not open it leaves none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import AccessLogEntry, User
from tests.factories.victims import EnrolmentFactory
from victims.access import get_enrolment, open_victim_record
from victims.models import Enrolment
from vlu.lib.errors import NotFound

pytestmark = pytest.mark.usefixtures("friday")
Person = Callable[..., User]
MAY_OPEN = (Role.VLO, Role.VAO, Role.MANAGER)


@pytest.fixture
def enrolment(db: None) -> Enrolment:
    made: Enrolment = EnrolmentFactory(victim__last_name="Quillfeather")
    return made


def lines() -> list[tuple[str, str, str, str]]:
    return list(
        AccessLogEntry.objects.order_by("pk").values_list("who__name", "subject_type", "subject_ref", "purpose")
    )


def test_opening_a_record_is_recorded_with_who_when_and_why(
    enrolment: Enrolment, person: Person, friday: datetime
) -> None:
    kim = person(Role.VLO, name="Kim Low")

    open_victim_record(kim, enrolment.reference, "To call back")

    assert lines() == [("Kim Low", "victims.victim", enrolment.victim.reference, "To call back")]
    assert AccessLogEntry.objects.get().at == friday


def test_every_visit_is_recorded(enrolment: Enrolment, person: Person) -> None:
    kim = person(Role.VLO)

    open_victim_record(kim, enrolment.reference, "To call back")
    open_victim_record(kim, enrolment.reference, "To call back")

    assert len(lines()) == 2


def test_the_line_names_the_victim_by_reference_only(enrolment: Enrolment, person: Person) -> None:
    open_victim_record(person(Role.VLO), enrolment.reference, "To call back")

    assert "Quillfeather" not in str(AccessLogEntry.objects.values_list())


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY_OPEN])
def test_a_role_without_cases_opens_nothing_and_leaves_no_line(
    enrolment: Enrolment, person: Person, role: Role
) -> None:
    with pytest.raises(NotFound):
        open_victim_record(person(role), enrolment.reference, "Curiosity")

    assert lines() == []


@pytest.mark.parametrize("role", MAY_OPEN)
def test_another_region_opens_nothing_and_leaves_no_line(enrolment: Enrolment, person: Person, role: Role) -> None:
    with pytest.raises(NotFound):
        open_victim_record(person(role, region="N07"), enrolment.reference, "Curiosity")

    assert lines() == []
    assert get_enrolment(person(role), enrolment.reference) == enrolment  # there was something to open


@pytest.mark.parametrize("role", MAY_OPEN)
def test_the_page_of_a_victim_is_a_visit(enrolment: Enrolment, signed_in: Callable[..., Client], role: Role) -> None:
    response = signed_in(role, name="Kim Low").get(f"/victims/{enrolment.reference}/")

    assert response.status_code == 200
    assert "Quillfeather" in response.content.decode()
    assert [(who, kind, ref) for who, kind, ref, _ in lines()] == [
        ("Kim Low", "victims.victim", enrolment.victim.reference)
    ]


def test_a_page_that_was_refused_is_no_visit(enrolment: Enrolment, signed_in: Callable[..., Client]) -> None:
    elsewhere = signed_in(Role.VLO, region="N07").get(f"/victims/{enrolment.reference}/")
    not_their_role = signed_in(Role.ADMIN).get(f"/victims/{enrolment.reference}/")

    assert (elsewhere.status_code, not_their_role.status_code) == (404, 403)
    assert "Quillfeather" not in elsewhere.content.decode() + not_their_role.content.decode()
    assert lines() == []
