"""Steps that come while an officer is away go to whoever covers, and to the managers when nobody does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Absence, User
from notifications.actions.reminders import raise_reminders
from notifications.models import Reminder
from tests.factories.cases import NOW
from victims.actions.both_sides import restrict_record
from victims.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def sam(person: Callable[..., User]) -> User:
    return person(Role.MANAGER, name="Sam Okoro")


@pytest.fixture
def kit(person: Callable[..., User]) -> User:
    return person(Role.VLO, name="Kit Cover")


def away(who: User, *, cover: User | None = None, days: tuple[date, date] = (MONDAY, MONDAY)) -> Absence:
    return Absence.objects.create(
        person=who, first_day=days[0], last_day=days[1], cover=cover, recorded_by=who, recorded_at=NOW
    )


def told() -> list[str]:
    return sorted(Reminder.objects.values_list("reader__name", flat=True))


def test_the_cover_is_told(jo: User, kit: User, sam: User, enrolled: Enrolled) -> None:
    away(jo, cover=kit)
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert told() == ["Kit Cover"]


def test_once_back_the_officer_is_told_the_next_step(jo: User, kit: User, sam: User, enrolled: Enrolled) -> None:
    away(jo, cover=kit)
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    raise_reminders(date(2026, 11, 26))
    assert told() == ["Jo Reed", "Kit Cover"]


@pytest.mark.parametrize("why", ["nobody covers", "the cover is away", "the cover left", "the cover moved"])
def test_without_a_cover_who_can_be_told_the_managers_are(
    why: str, jo: User, kit: User, sam: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    away(jo, cover=None if why == "nobody covers" else kit)
    if why == "the cover is away":
        away(kit, cover=jo)
    elif why == "the cover left":
        User.objects.filter(pk=kit.pk).update(is_active=False)
    elif why == "the cover moved":
        User.objects.filter(pk=kit.pk).update(organisation=person(Role.VLO, region="N50").organisation)
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert told() == ["Sam Okoro"]


def test_a_cover_who_was_not_let_into_a_restricted_case_is_not_told_of_it(
    jo: User, kit: User, sam: User, enrolled: Enrolled
) -> None:
    enrolment = enrolled(officer=jo)
    restrict_record(enrolment=enrolment, reason="A colleague", by=sam)
    away(jo, cover=kit)
    raise_reminders(MONDAY)
    assert told() == ["Sam Okoro"]


def test_a_manager_who_is_away_is_left_out_while_another_is_there(
    sam: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER, name="Ann Ode")
    away(sam)
    enrolled(officer=None)
    raise_reminders(MONDAY)
    assert told() == ["Ann Ode"]


def test_when_every_manager_is_away_they_are_told_all_the_same(sam: User, enrolled: Enrolled) -> None:
    away(sam)
    enrolled(officer=None)
    raise_reminders(MONDAY)
    assert told() == ["Sam Okoro"]


def test_a_cancelled_absence_counts_for_nothing(jo: User, kit: User, sam: User, enrolled: Enrolled) -> None:
    absence = away(jo, cover=kit)
    Absence.objects.filter(pk=absence.pk).update(cancelled_at=NOW)
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert told() == ["Jo Reed"]
