"""Who is who in the demonstration: two records to be compared, two merged, and one that is restricted."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.models import User
from cases.actions.likenesses import compare_offenders
from victims.actions.access_grants import grant_access
from victims.actions.both_sides import restrict_record
from victims.actions.likenesses import compare_victims
from victims.actions.merging import merge_victims
from victims.models import Enrolment
from victims.queries.safe_contact import current_safe_contact

MERGED = ("Louise", "Crane")  # referred twice, for two sentences of the same man
RESTRICTED = ("Denise", "Holt")
OTHER_SIDE = "Cotter"


def settle_who_is_who(people: Mapping[str, User]) -> None:
    """By the actions a person would take. Claire Dunmore, referred twice, is left for whoever tries the pages."""
    compare_offenders()
    compare_victims()
    first, second = _enrolments_of(*MERGED)
    merge_victims(
        kept=first.victim,
        absorbed=second.victim,
        reason="The same address, and she said so on the telephone",
        safe_contact=current_safe_contact(first.victim),
        still_usable=[],
        by=people["vao"],
    )
    (restricted,) = _enrolments_of(*RESTRICTED)
    restrict_record(
        enrolment=restricted,
        reason="This person is the offender in another case, under an earlier name",
        offender=Enrolment.objects.get(case__offender__last_name=OTHER_SIDE).case.offender,
        by=people["manager"],
    )
    restricted.refresh_from_db()
    if restricted.officer:
        grant_access(
            enrolment=restricted,
            person=restricted.officer,
            reason="Knows the case already",
            by=people["manager"],
        )


def _enrolments_of(first_names: str, last_name: str) -> list[Enrolment]:
    found = Enrolment.objects.filter(victim__first_names=first_names, victim__last_name=last_name).order_by("pk")
    return list(found.select_related("victim", "officer"))
