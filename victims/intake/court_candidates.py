"""Beside a court result that is held for who it is: the offenders on record who may be that person, with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts import audit
from accounts.models import User
from cases.models import Case, Offender
from cases.queries.candidates import Candidate, offenders_alike_anywhere, record_of
from cases.rules.identifiers import canonical
from cases.rules.matching import PersonRecord, compare
from victims.intake.court_columns import CourtRow
from victims.intake.court_format import read_cells
from victims.intake.court_incoming import COLUMN_OF
from victims.models import CourtResult, Enrolment
from vlu.lib import clock


@dataclass(frozen=True)
class Beside:
    """`cases` are those the reader may open."""

    offender: Offender
    reasons: tuple[str, ...]
    cases: list[Case]


@dataclass(frozen=True)
class Elsewhere:
    """How many records of a region fit whom the reader may not see. `region` is empty for one without a case."""

    region: str
    number: int


@dataclass(frozen=True)
class People:
    """`beside` are those the reader may see. `closed`: so many more fit, whose cases are restricted and not open to the
    reader. `elsewhere` counts those of other regions only; `told` are these by reference, which nobody is shown: the
    other unit gives it to whom it tells that it is the same person."""

    beside: list[Beside]
    closed: int
    elsewhere: list[Elsewhere]
    told: Mapping[str, Offender]


def people_beside(user: User, result: CourtResult) -> People:
    """Best first. Whom it shows is noted as read."""
    row = read_cells(result.row_number, result.cells, clock.today()).row
    if row is None:
        raise ValueError("A row that was taken can be read.")
    record = _record(row)
    found = offenders_alike_anywhere(record)
    shown = {candidate.offender.pk for candidate in found}
    found += [Candidate(one, compare(record, record_of(one))) for one in _of_the_hearing(result) if one.pk not in shown]
    keys = [candidate.offender.pk for candidate in found]
    closed, ours = _closed_to(user, keys), _of_the_region_of(user, keys)
    open_to_them = [candidate for candidate in found if candidate.offender.pk in ours - closed]
    others = {one.offender.reference: one.offender for one in found if one.offender.pk not in ours | closed}
    audit.record_readings(user, [candidate.offender for candidate in open_to_them], "Beside a court result")
    cases = _cases_seen_by(user, [candidate.offender.pk for candidate in open_to_them])
    beside = [Beside(one.offender, one.match.reasons, cases.get(one.offender.pk, [])) for one in open_to_them]
    return People(beside, len(closed), _by_region([one.pk for one in others.values()]), others)


def _record(row: CourtRow) -> PersonRecord:
    numbers = [
        (scheme.value, value)
        for scheme, column in COLUMN_OF.items()
        if (value := canonical(scheme, getattr(row, column), clock.today().year))
    ]
    return PersonRecord(
        row.defendant_first_names,
        row.defendant_last_name,
        row.defendant_date_of_birth,
        tuple(numbers),
        aliases=tuple(row.aliases),
    )


def _of_the_hearing(result: CourtResult) -> list[Offender]:
    """On whom other rows of the same defendant and hearing stand."""
    same = CourtResult.objects.filter(
        raw__hearing_id=result.raw["hearing_id"], raw__defendant_id=result.raw["defendant_id"]
    )
    people = Offender.objects.filter(pk__in=same.order_by().values("offender"), merged_into__isnull=True)
    return list(people.prefetch_related("aliases", "identifiers").order_by("pk"))


def _closed_to(user: User, offenders: list[int]) -> set[int]:
    restricted = Enrolment.objects.filter(case__offender__in=offenders, restricted=True)
    hidden = restricted.exclude(pk__in=restricted.open_to(user).values("pk"))
    return set(hidden.order_by().values_list("case__offender", flat=True))


def _of_the_region_of(user: User, offenders: list[int]) -> set[int]:
    """Those with a case of the reader's region, or on whose case the reader sees somebody."""
    seen = Enrolment.objects.visible_to(user).order_by().values("case")
    cases = Case.objects.filter(Q(region=user.region_code) | Q(pk__in=seen), offender__in=offenders)
    return set(cases.order_by().values_list("offender", flat=True))


def _by_region(offenders: list[int]) -> list[Elsewhere]:
    """By the region of the latest case of each."""
    latest = (
        Case.objects.filter(offender__in=offenders).order_by("offender", "-sentenced_on", "-pk").distinct("offender")
    )
    regions = dict(latest.values_list("offender", "region__name"))
    numbers = Counter(regions.get(offender, "") for offender in offenders)
    return [Elsewhere(region, number) for region, number in sorted(numbers.items())]


def _cases_seen_by(user: User, offenders: list[int]) -> dict[int, list[Case]]:
    seen = Enrolment.objects.visible_to(user).order_by().values("case")
    cases: dict[int, list[Case]] = {}
    for case in Case.objects.filter(offender__in=offenders, pk__in=seen).order_by("-sentenced_on", "pk"):
        cases.setdefault(case.offender_id, []).append(case)
    return cases
