"""Leave and cover: part of tests/architecture/deeds.py."""

from __future__ import annotations

from accounts.actions import absences
from accounts.enums import Role
from accounts.models import User
from tests.access.world import World
from tests.architecture.deed import Deed
from tests.factories.cases import NOW

TODAY = NOW.date()


def _record(world: World, by: User) -> object:
    return absences.record_absence(
        person=world.here[Role.VLO], first_day=TODAY, last_day=TODAY, cover=world.colleague, by=by
    )


DEEDS_OF_LEAVE = {
    "accounts.actions.absences.record_absence": Deed(Role.MANAGER, _record, ("absence.recorded",)),
    "accounts.actions.absences.cancel_absence": Deed(
        Role.VLO,
        lambda world, by: absences.cancel_absence(absence=world.absence, by=by),
        ("absence.cancelled",),
    ),
}
