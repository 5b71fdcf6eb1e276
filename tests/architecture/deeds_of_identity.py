"""Deeds about who somebody is: merged, told apart, on both sides of a case."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import User
from cases.actions import likenesses as offender_likenesses
from cases.actions import merging as offender_merging
from tests.access.world import World
from tests.architecture.deed import Deed
from tests.factories.cases import OffenderFactory
from victims.actions import access_grants, both_sides, duplicates, likenesses, merging


def _find_on_both_sides(world: World, by: None) -> object:
    victim, offender = world.enrolment.victim, OffenderFactory(first_names="Perpetua", last_name="QUILLFEATHER")
    type(victim).objects.filter(pk=victim.pk).update(date_of_birth=offender.date_of_birth)
    return both_sides.look_for(victims=[victim.pk])


RESTRICTED = ("enrolment.restricted",)
APART = {"offender": ("offender.told_apart",) * 2, "victim": ("victim.told_apart",) * 2}


def _merge_offenders(world: World, by: User) -> object:
    kept, absorbed = world.like_offenders.one, world.like_offenders.other
    return offender_merging.merge_offenders(kept=kept, absorbed=absorbed, reason="One number", by=by)


def _merge_victims(world: World, by: User) -> object:
    kept, safe = world.enrolment.victim, world.enrolment.victim.safe_contacts.get()
    return merging.merge_victims(
        kept=kept, absorbed=world.alike.victim, reason="One address", safe_contact=safe, still_usable=[], by=by
    )


def _close_duplicate(world: World, by: User) -> dict[str, Any]:
    return duplicates.close_duplicate(duplicate=world.unallocated, of=world.enrolment, by=by)


def _reopen(world: World, by: User) -> object:
    """Closed as a duplicate at some time before."""
    facts = {"status": "open", "closed_on": None, "closed_because": "", "first_contact_on": None}
    lists: dict[str, list[int]] = {"withdrawn": [], "made": []}
    closed = {"duplicate": world.unallocated.pk, "of": world.enrolment.pk, **facts, **lists}
    return duplicates.reopen_duplicate(closed=closed, by=by)


DEEDS_OF_IDENTITY: dict[str, Deed] = {
    "cases.actions.merging.merge_offenders": Deed(Role.VAO, _merge_offenders, ("offender.merged", "offender.absorbed")),
    "cases.actions.merging.unmerge_offenders": Deed(
        Role.VAO,
        lambda world, by: offender_merging.unmerge_offenders(merge=world.merged_offenders, reason="Two", by=by),
        ("offender.merge_undone", "offender.restored"),
    ),
    "cases.actions.likenesses.tell_offenders_apart": Deed(
        Role.VAO,
        lambda world, by: offender_likenesses.tell_offenders_apart(
            likeness=world.like_offenders, reason="Twins", by=by
        ),
        APART["offender"],
    ),
    "victims.actions.likenesses.tell_victims_apart": Deed(
        Role.VAO,
        lambda world, by: likenesses.tell_victims_apart(likeness=world.like_victims, reason="Sisters", by=by),
        APART["victim"],
    ),
    "victims.actions.merging.merge_victims": Deed(
        Role.VAO, _merge_victims, ("enrolment.moved_to_victim", "victim.merged", "victim.absorbed")
    ),
    "victims.actions.merging.unmerge_victims": Deed(
        Role.VAO,
        lambda world, by: merging.unmerge_victims(merge=world.merged_victims, reason="Two", by=by),
        ("victim.merge_undone", "victim.restored"),
    ),
    "victims.actions.duplicates.close_duplicate": Deed(Role.VAO, _close_duplicate, ("enrolment.closed_as_duplicate",)),
    "victims.actions.duplicates.reopen_duplicate": Deed(Role.VAO, _reopen, ("enrolment.duplicate_reopened",)),
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
