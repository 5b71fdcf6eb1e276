"""What an offender manager may know of the victim side: that a victim liaison officer is involved, who, which scheme.

Nothing of any victim is read here, not even how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from accounts.models import User
from cases.enums import CaseStatus, Scheme
from cases.models import Offender
from victims.models import Deadline, Enrolment
from victims.queries.unit_contact import UnitContact, unit_of_region


@dataclass(frozen=True)
class Liaison:
    """One officer to tell, and one scheme: more would say that there is more than one victim. Nobody yet: the unit."""

    scheme: str
    officer: User | None
    unit: UnitContact | None


def with_liaison(offenders: Iterable[Offender]) -> set[int]:
    """Keys of the offenders on whose open cases somebody is enrolled."""
    involved = Enrolment.objects.open().filter(case__offender__in=list(offenders), case__status=CaseStatus.OPEN)
    return set(involved.order_by().values_list("case__offender_id", flat=True).distinct())


def liaison_of(offender: Offender) -> Liaison | None:
    """The officer whose clock is due first; every officer concerned gets an action for whatever is reported.

    None when no victim liaison officer is involved.
    """
    open_rows = Enrolment.objects.open().filter(case__offender=offender, case__status=CaseStatus.OPEN)
    known = list(open_rows.select_related("officer").order_by(F("next_due_on").asc(nulls_last=True), "id"))
    if not known:
        return None
    schemes = {row.scheme for row in known}
    officer = next((row.officer for row in known if row.officer), None)
    return Liaison(
        scheme=next(scheme.label for scheme in Scheme if scheme in schemes),
        officer=officer,
        unit=None if officer else unit_of_region(known[0].region_id),
    )


def acted_on(reports: Iterable[frozenset[int]]) -> set[frozenset[int]]:
    """Reports, each the keys of its events, of which every officer concerned has told whom they had to tell."""
    groups = set(reports)
    every = [event for group in groups for event in group]
    clocks = Deadline.objects.filter(event__in=every, withdrawn_on__isnull=True).order_by()
    settled: dict[bool, set[int | None]] = {True: set(), False: set()}
    for event, met_on in clocks.values_list("event_id", "met_on"):
        settled[met_on is not None].add(event)
    return {group for group in groups if group & settled[True] and not group & settled[False]}
