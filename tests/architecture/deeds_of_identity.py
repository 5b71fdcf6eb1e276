"""Deeds about who somebody is: merged, told apart, on both sides of a case."""

from __future__ import annotations

from accounts.enums import Role
from tests.access.world import World
from tests.architecture.deed import Deed
from tests.factories.cases import OffenderFactory
from victims.actions import access_grants, both_sides


def _find_on_both_sides(world: World, by: None) -> object:
    victim, offender = world.enrolment.victim, OffenderFactory(first_names="Perpetua", last_name="QUILLFEATHER")
    type(victim).objects.filter(pk=victim.pk).update(date_of_birth=offender.date_of_birth)
    return both_sides.look_for(victims=[victim.pk])


RESTRICTED = ("enrolment.restricted",)
DEEDS_OF_IDENTITY: dict[str, Deed] = {
    "victims.actions.both_sides.look_for": Deed(None, _find_on_both_sides, ("victim.both_sides_found", *RESTRICTED)),
    "victims.actions.both_sides.restrict_record": Deed(
        Role.MANAGER,
        lambda world, by: both_sides.restrict_record(enrolment=world.enrolment, reason="A colleague", by=by),
        ("victim.record_restricted", *RESTRICTED),
    ),
    "victims.actions.both_sides.lift_restriction": Deed(
        Role.MANAGER,
        lambda world, by: both_sides.lift_restriction(enrolment=world.restricted, reason="Somebody else", by=by),
        ("victim.record_cleared", "enrolment.restriction_lifted"),
    ),
    "victims.actions.access_grants.grant_access": Deed(
        Role.MANAGER,
        lambda world, by: access_grants.grant_access(
            enrolment=world.restricted, person=world.colleague, reason="Cover", by=by
        ),
        ("enrolment.access_granted",),
    ),
    "victims.actions.access_grants.end_access": Deed(
        Role.MANAGER,
        lambda world, by: access_grants.end_access(enrolment=world.restricted, person=world.here[Role.VLO], by=by),
        ("enrolment.access_ended",),
    ),
}
