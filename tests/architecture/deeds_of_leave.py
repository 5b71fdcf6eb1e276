"""Leave and cover, and what is said of a date: part of tests/architecture/deeds.py."""

from __future__ import annotations

from datetime import timedelta

from accounts.actions import absences
from accounts.enums import Role
from accounts.models import User
from notifications.actions import in_hand
from tests.access.matrix_of_leave import overdue_clock
from tests.access.world import World
from tests.architecture.deed import Deed
from tests.factories.cases import NOW

TODAY = NOW.date()


def _record(world: World, by: User) -> object:
    return absences.record_absence(
        person=world.here[Role.VLO], first_day=TODAY, last_day=TODAY, cover=world.colleague, by=by
    )


def _put_off(world: World, by: User) -> object:
    contact = world.enrolment.deadlines.get(kind="first_contact")
    monday = TODAY + timedelta(days=3)
    return in_hand.snooze(deadline=contact, target_date=contact.due_on, until=monday, reason="They are abroad", by=by)


def _take(world: World, by: User) -> object:
    late = overdue_clock(world)
    return in_hand.acknowledge(deadline=late, target_date=late.due_on, note="Calling at noon", by=by)


DEEDS_OF_LEAVE = {
    "notifications.actions.in_hand.snooze": Deed(Role.VLO, _put_off, ("clock.put_off",)),
    "notifications.actions.in_hand.acknowledge": Deed(Role.MANAGER, _take, ("clock.in_hand",)),
    "accounts.actions.absences.record_absence": Deed(Role.MANAGER, _record, ("absence.recorded",)),
    "accounts.actions.absences.cancel_absence": Deed(
        Role.VLO,
        lambda world, by: absences.cancel_absence(absence=world.absence, by=by),
        ("absence.cancelled",),
    ),
}
