"""Write a planned caseload: set by set, a slice of cases at a time, all inside the caller's one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db import connection

from accounts import audit
from accounts.models import AuditEntry, User
from cases.actions.opening import OPENED
from cases.models import Case
from victims.actions.both_sides import look_for
from victims.intake.caseload_format import Progress
from victims.intake.caseload_offender_rows import open_cases, write_offences, write_offenders
from victims.intake.caseload_plan import CaseloadPlan, PlannedCase
from victims.intake.caseload_victim_rows import write_enrolments
from victims.models import Enrolment
from vlu.lib import clock

CASES_AT_A_TIME = 500
Row = TypeVar("Row")
JOINED = audit.verb("enrolment.imported", "brought {reference} in from a caseload file, onto a case already held")


def write_plan(plan: CaseloadPlan, *, by: User | None, progress: Progress) -> None:
    """Write everything planned. The caller holds the transaction: all of it stands, or nothing."""
    write_offenders(plan.offenders)
    written = 0
    for cases in _slices(plan.cases):
        _write_cases(cases, by, clock.now(), clock.today())
        written += sum(len(case.enrolments) for case in cases)
        progress(written)
    for offenders in _slices([offender.known_id or 0 for offender in plan.offenders]):
        look_for(offenders=offenders)


def _slices(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), CASES_AT_A_TIME):
        yield rows[start : start + CASES_AT_A_TIME]


def _write_cases(cases: Sequence[PlannedCase], by: User | None, at: datetime, today: date) -> None:
    new = [case for case in cases if case.known_id is None]
    opened = open_cases(new, at)
    for planned, case in zip(new, opened, strict=True):
        planned.known_id = case.pk
    joined = Case.objects.in_bulk({case.known_id for case in cases} - {case.pk for case in opened})
    held = {case.pk: case for case in opened} | joined
    together = [(held[case.known_id or 0], enrolment) for case in cases for enrolment in case.enrolments]
    offences = write_offences(together)
    enrolments = write_enrolments(
        [(case, planned, offence) for (case, planned), offence in zip(together, offences, strict=True)], at, today
    )
    # Foreign keys are checked slice by slice. Left to the commit, the waiting checks make the audit trail's row trigger
    # slower with every slice: 20,000 rows took 60 s, two thirds of it there.
    connection.check_constraints()
    audit.record_all(_entries(opened, [e for e in enrolments if e.case_id in joined], by))


def _entries(opened: Sequence[Case], joined: Sequence[Enrolment], by: User | None) -> list[AuditEntry]:
    return [
        *(audit.entry(OPENED, case, by, region=case.region_id) for case in opened),
        *(audit.entry(JOINED, enrolment, by, region=enrolment.region_id) for enrolment in joined),
    ]
