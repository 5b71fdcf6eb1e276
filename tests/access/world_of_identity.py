"""Of the world of the permission matrix: a restricted case, and records that may be or were one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.enums import Role
from cases.actions.merging import merge_offenders
from cases.models import OffenderLikeness
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory, VictimFactory
from victims.actions.allocation import allocate
from victims.actions.both_sides import restrict_record
from victims.actions.clocks import refresh_clocks
from victims.actions.merging import merge_victims
from victims.models import VictimLikeness
from vlu.lib import clock

if TYPE_CHECKING:
    from tests.access.world import World

RESTRICTED_CASE = "KSS-26-8802"
RESTRICTED_VICTIM = "Zephyrine"
RESTRICTED_OFFENDER = "Quintus"


def add_restricted(world: World) -> None:
    """Only the officer may open it. The manager sees its reference and the reason."""
    enrolment = EnrolmentFactory(
        reference=RESTRICTED_CASE,
        case__reference=RESTRICTED_CASE,
        case__conviction__offender__first_names=RESTRICTED_OFFENDER,
        victim__first_names=RESTRICTED_VICTIM,
    )
    refresh_clocks(enrolment, clock.today())
    manager = world.here[Role.MANAGER]
    restrict_record(enrolment=enrolment, reason="Known to a colleague", by=manager)
    enrolment.refresh_from_db()
    allocate(enrolment=enrolment, officer=world.here[Role.VLO], by=manager)
    world.restricted = enrolment


def add_alike(world: World) -> None:
    """Another case, of an offender who may be the same; two victims who may be one; and of each a merge that stands."""
    alike = world.alike = EnrolmentFactory(reference="KSS-26-8803", case__reference="KSS-26-8803")
    facts: dict[str, Any] = {
        "band": "review",
        "score": 0.8,
        "reasons": ["The names sound alike"],
        "found_at": clock.now(),
    }
    one, other = world.enrolment, world.unallocated
    world.like_victims = VictimLikeness.objects.create(one=one.victim, other=other.victim, **facts)
    offenders = {"one": one.case.offender, "other": alike.case.offender}
    world.like_offenders = OffenderLikeness.objects.create(**offenders, **facts)
    by = world.here[Role.VAO]
    world.merged_offenders = merge_offenders(
        kept=alike.case.offender, absorbed=OffenderFactory(), reason="One number", by=by
    )
    people: dict[str, Any] = {
        "kept": alike.victim,
        "absorbed": VictimFactory(),
        "safe_contact": None,
        "still_usable": [],
    }
    world.merged_victims = merge_victims(**people, reason="One address", by=by)
