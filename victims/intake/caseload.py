"""Match the rows of a caseload file with what we hold: rows we have, offenders and cases we know, and what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from cases.enums import CaseStatus
from cases.models import Case
from cases.rules.exact_names import Key, names_key
from victims.intake.caseload_format import Progress, no_progress, read_caseload
from victims.intake.caseload_plan import (
    CaseloadPlan,
    PlannedCase,
    PlannedEnrolment,
    PlannedOffender,
    plan_enrolment,
)
from victims.intake.caseload_row import CaseloadRow, Fault
from victims.intake.caseload_tables import CaseloadTables
from victims.intake.known_people import in_batches, known_claims
from victims.intake.same_person import Claim, same_people
from victims.models import Enrolment

OTHER_NAMES = (
    "The offender stands here under other names, with an identifier and date of birth we hold. Kept as an alias."
)


def plan_caseload(
    stream: BinaryIO, *, today: date, only_region: str | None = None, progress: Progress = no_progress
) -> CaseloadPlan:
    """Read the file, compare it with what we hold, and say what writing it would do. Writes nothing itself.

    `only_region` is the region whose rows the person may bring in; None for all.
    """
    file = read_caseload(stream, today, progress)
    plan = CaseloadPlan(count=file.count, faults=list(file.faults))
    enrolments = _not_held(_planned(file.rows, plan, today, only_region), plan)
    _settle_people(enrolments, plan)
    _settle_cases(plan, only_region)
    return plan


def _planned(
    rows: Iterable[CaseloadRow], plan: CaseloadPlan, today: date, only_region: str | None
) -> list[PlannedEnrolment]:
    tables = CaseloadTables()
    enrolments = []
    for row in rows:
        enrolment, faults = plan_enrolment(row, tables, today, only_region)
        plan.faults += faults
        if enrolment is not None:
            enrolments.append(enrolment)
    return enrolments


def _not_held(enrolments: Sequence[PlannedEnrolment], plan: CaseloadPlan) -> list[PlannedEnrolment]:
    """A row we hold, word for word, is unchanged; another row under its reference is a fault."""
    held: dict[str, str] = {}
    cases_held: set[str] = set()
    for some in in_batches(enrolment.row.case_reference for enrolment in enrolments):
        held |= dict(Enrolment.objects.filter(reference__in=some).values_list("reference", "row_fingerprint"))
        cases_held |= set(Case.objects.filter(reference__in=some).values_list("reference", flat=True))
    new = []
    for enrolment in enrolments:
        row = enrolment.row
        if held.get(row.case_reference) == row.fingerprint:
            plan.unchanged += 1
        elif row.case_reference in held or row.case_reference in cases_held:
            why = f"{row.case_reference} is already in use, and what we hold under it is not the same as this row."
            plan.faults.append(Fault(row.row, "case_reference", why))
        else:
            new.append(enrolment)
    return new


def _settle_people(enrolments: Sequence[PlannedEnrolment], plan: CaseloadPlan) -> None:
    """Group the rows by offender, those we hold included. Rows in doubt are looked at no further."""
    claims = [_claim(enrolment) for enrolment in enrolments]
    known = known_claims(claims)
    people, doubts = same_people([*known, *claims])
    plan.faults += [Fault(doubt.row, "offender_last_name", doubt.message) for doubt in doubts]
    offenders: dict[int, PlannedOffender] = {}
    first_claims: dict[int, Claim] = {}
    for claim, person in zip([*known, *claims], people, strict=True):
        first = first_claims.setdefault(person, claim)
        offenders.setdefault(person, PlannedOffender(first.known_id))
    for claim, enrolment, person in zip(claims, enrolments, people[len(known) :], strict=True):
        offenders[person].enrolments.append(enrolment)
        if claim.names != first_claims[person].names:
            enrolment.warnings.append(OTHER_NAMES)
            offenders[person].other_names.add((claim.first_names, claim.last_name))
    in_doubt = {doubt.row for doubt in doubts}
    plan.offenders = [
        offender
        for offender in offenders.values()
        if offender.enrolments and not any(enrolment.row.row in in_doubt for enrolment in offender.enrolments)
    ]


def _claim(enrolment: PlannedEnrolment) -> Claim:
    row = enrolment.row
    identifiers = tuple((number.scheme, number.value) for number in enrolment.identifiers if number.value)
    return Claim(row.row, row.offender_first_names, row.offender_last_name, row.offender_date_of_birth, identifiers)


def _settle_cases(plan: CaseloadPlan, only_region: str | None) -> None:
    """One case for each sentencing of an offender: one we hold, or a new one."""
    for offender in plan.offenders:
        by_day: dict[date, PlannedCase] = {}
        for enrolment in offender.enrolments:
            day = enrolment.row.sentenced_on
            by_day.setdefault(day, PlannedCase(offender, day)).enrolments.append(enrolment)
        plan.cases += by_day.values()
    _find_cases_held(plan, only_region)
    held = _victims_held([case.known_id for case in plan.cases if case.known_id is not None], only_region)
    for case in plan.cases:
        plan.faults += _same_victim_twice(case, held[case.known_id] if case.known_id else {})


def _find_cases_held(plan: CaseloadPlan, only_region: str | None) -> None:
    waiting = {
        (case.offender.known_id, case.sentenced_on): case for case in plan.cases if case.offender.known_id is not None
    }
    for some in in_batches({offender_id for offender_id, _ in waiting}):
        for held in Case.objects.filter(offender__in=some).order_by("pk"):
            case = waiting.get((held.offender_id, held.sentenced_on))
            if case is None:
                continue
            if case.known_id is None:
                case.known_id = held.pk
            else:
                plan.faults += _for_each_row(
                    case,
                    "More than one case of this offender and day is held, so we cannot tell which is meant. "
                    "Leave the row out, and refer the person by hand.",
                )
            if held.status == CaseStatus.CLOSED and not case.ended:
                name = f"Case {held.reference}" if only_region in {None, held.region_id} else "Another unit's case"
                plan.faults += _for_each_row(
                    case, f"{name} is closed. Leave the row out, and refer the person: a referral opens the case again."
                )


def _for_each_row(case: PlannedCase, message: str) -> list[Fault]:
    return [Fault(enrolment.row.row, "sentenced_on", message) for enrolment in case.enrolments]


def _victims_held(case_ids: Sequence[int], only_region: str | None) -> dict[int, dict[Key, str]]:
    """For each case the names of those on it and the reference they are on it by; "" for one of another region
    or restricted."""
    held: dict[int, dict[Key, str]] = defaultdict(dict)
    for some in in_batches(case_ids):
        rows = (
            Enrolment.objects.filter(case__in=some)
            .order_by()
            .values_list("case_id", "victim__first_names", "victim__last_name", "reference", "region", "restricted")
        )
        for case_id, first, last, reference, region, restricted in rows:
            may_be_named = only_region in {None, region} and not restricted
            held[case_id][names_key(first, last)] = reference if may_be_named else ""
    return held


def _same_victim_twice(case: PlannedCase, held: dict[Key, str]) -> list[Fault]:
    faults = []
    for enrolment in case.enrolments:
        row = enrolment.row
        earlier = held.setdefault(names_key(row.victim_first_names, row.victim_last_name), row.case_reference)
        if earlier != row.case_reference:
            where = f"as {earlier}" if earlier else "where you cannot open it"
            why = f"Somebody of this name is already on this case, {where}. If they are two people, tell them apart."
            faults.append(Fault(row.row, "victim_last_name", why))
    return faults
