"""What a manager sees when allocating: the queue, and each officer's load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from accounts.enums import Role
from accounts.models import User
from accounts.queries.absences import AbsenceLine, away_or_soon
from cases.enums import Scheme
from victims.models import DiscretionaryDecision, Enrolment
from victims.rules.discretion import TO_DECIDE


@dataclass(frozen=True)
class OfficerLoad:
    """An officer and what is open with them. `repeat` is true when they have worked with this victim before; `absence`
    is there when they are away, or soon are."""

    officer: User
    vcs: int
    vns: int
    other: int
    overdue: int
    repeat: bool
    absence: AbsenceLine | None = None

    @property
    def total(self) -> int:
        return self.vcs + self.vns + self.other


def urgent_first(today: date) -> Case:
    """Sorts what is urgent today before everything else."""
    return Case(When(urgent_from__lte=today, then=Value(0)), default=Value(1), output_field=IntegerField())


def allocation_queue(user: User, today: date) -> QuerySet[Enrolment]:
    """Open enrolments of the manager's region with no officer: urgent ones first, then by due date."""
    return (
        Enrolment.objects.owned_by_unit_of(user)
        .unallocated()
        .select_related("victim", "case__offender", "offence", "force")
        .annotate(urgent_first=urgent_first(today), refused=Exists(_refusals()))
        .order_by("urgent_first", F("next_due_on").asc(nulls_last=True), "id")
    )


def _refusals() -> QuerySet[DiscretionaryDecision]:
    """The standing decision not to offer contact to somebody without a right to it; nobody is to begin contact."""
    standing = DiscretionaryDecision.objects.standing()
    return standing.filter(enrolment=OuterRef("pk"), enrolment__verdict__in=TO_DECIDE, granted=False)


def officers_of(region: str, today: date, enrolment: Enrolment | None = None) -> list[OfficerLoad]:
    """Active officers of a region, those who know this victim first, then the least loaded."""
    open_with = Q(enrolments__status="open")
    officers = (
        User.objects.active()
        .in_role(Role.VLO)
        .of_region(region)
        .annotate(
            vcs=Count("enrolments", filter=open_with & Q(enrolments__scheme=Scheme.VCS)),
            vns=Count("enrolments", filter=open_with & Q(enrolments__scheme=Scheme.VNS)),
            other=Count("enrolments", filter=open_with & Q(enrolments__scheme=Scheme.DISCRETIONARY)),
            overdue=Count("enrolments", filter=open_with & Q(enrolments__next_due_on__lt=today)),
        )
    )
    known = _officers_who_know(enrolment) if enrolment else set()
    away = away_or_soon(region, today)
    loads = [OfficerLoad(o, o.vcs, o.vns, o.other, o.overdue, o.pk in known, away.get(o.pk)) for o in officers]
    return sorted(loads, key=lambda load: (not load.repeat, load.total, load.officer.name))


def _officers_who_know(enrolment: Enrolment) -> set[int]:
    """Who works somebody's restricted case is not told by way of another."""
    same_person = Enrolment.objects.filter(victim=enrolment.victim_id, officer__isnull=False, restricted=False)
    same_person = same_person.exclude(pk=enrolment.pk)
    return {officer for officer in same_person.values_list("officer_id", flat=True) if officer is not None}


def others_on_case(user: User, enrolment: Enrolment) -> list[Enrolment]:
    """Other people of the unit on the same case: who works with them matters for the choice."""
    others = Enrolment.objects.visible_to(user).filter(case=enrolment.case_id).exclude(pk=enrolment.pk)
    return list(others.select_related("officer"))
