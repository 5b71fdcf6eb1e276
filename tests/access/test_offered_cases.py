"""A case offered to another unit may be looked at there while the offer is open, and changed by its owner alone."""

from __future__ import annotations

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.models import Region
from tests.access import world as secrets
from tests.access.matrix import MATRIX, UNIT, Whose
from tests.access.visits import Visit, visit
from tests.access.world import CASE, VICTIM, World
from victims.actions.transfers import decline_transfer, offer_transfer
from victims.enums import TransferReason
from victims.models import Enrolment, TransferOffer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

OF_UNITS = [name for name, entry in MATRIX.items() if entry.whose == Whose.UNITS and entry.roles <= UNIT]
LISTS = [name for name, entry in MATRIX.items() if entry.is_list and entry.roles <= UNIT]
MAY_SEE_IT = {"victims:search", "victims:transfers", "victims:manager_home"}
ONLY_NOTED = {"accounts_accesslogentry"}


@pytest.fixture
def world(world: World) -> World:
    """The case of the world, offered to South Central."""
    offer_transfer(
        enrolment=world.enrolment,
        to_region=Region.objects.get(code="N59"),
        reason=TransferReason.MOVE_IN,
        by=world.here[Role.MANAGER],
    )
    return world


def undone(name: str, world: World, role: Role, method: str) -> Visit:
    with transaction.atomic():
        seen = visit(name, world, world.elsewhere[role], method, like=world.here[role])
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("name", ["victims:case_page", "victims:victim_page", "victims:search"])
def test_the_unit_asked_sees_it(name: str, world: World) -> None:
    seen = undone(name, world, Role.VLO, "GET")

    assert (seen.status, seen.shows({VICTIM, CASE})) == (200, {VICTIM, CASE})
    assert "Whimbrel" not in seen.text, "somebody else on the case, who is not offered to them"


@pytest.mark.parametrize("name", sorted(name for name in OF_UNITS if MATRIX[name].sends is not None))
def test_nothing_the_unit_asked_sends_changes_it(name: str, world: World) -> None:
    for role in MATRIX[name].roles:
        seen = undone(name, world, role, "POST")
        assert seen.status in {404, 409}, f"{role} sent {name}: {seen.status}"
        assert set(seen.tables_written) <= ONLY_NOTED


@pytest.mark.parametrize("name", sorted(set(LISTS) - MAY_SEE_IT))
def test_it_is_in_none_of_their_lists_of_work(name: str, world: World) -> None:
    for role in MATRIX[name].roles:
        assert CASE not in undone(name, world, role, "GET").text


@pytest.mark.parametrize("name", OF_UNITS)
def test_once_declined_they_find_nothing(name: str, world: World) -> None:
    offer = TransferOffer.objects.get(enrolment=world.enrolment)
    assert Enrolment.objects.visible_to(world.elsewhere[Role.VLO]).exists(), "there was something to be found"

    decline_transfer(offer=offer, note="No officer is free", by=world.elsewhere[Role.MANAGER])

    for role in MATRIX[name].roles:
        seen = undone(name, world, role, "GET" if MATRIX[name].reads else "POST")
        assert (seen.status, seen.tells(secrets.SECRETS), seen.tables_written) == (404, set(), ())


def test_once_declined_their_lists_say_nothing_of_it(world: World) -> None:
    offer = TransferOffer.objects.get(enrolment=world.enrolment)
    before = {name: undone(name, world, Role.MANAGER, "GET").shows({CASE}) for name in sorted(MAY_SEE_IT)}
    assert before == {name: {CASE} for name in MAY_SEE_IT}

    decline_transfer(offer=offer, note="No officer is free", by=world.elsewhere[Role.MANAGER])

    for name in MAY_SEE_IT:
        assert undone(name, world, Role.MANAGER, "GET").tells({VICTIM, CASE}) == set()
