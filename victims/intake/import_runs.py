"""What the worker does with a caseload file. Each step looks at the state again under a lock, so that a task sent
twice, or killed half-way and sent again, does its work once."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.db import transaction

from accounts.models import User
from victims.enums import ImportState
from victims.intake.caseload_plan import CaseloadPlan
from victims.intake.importing import import_caseload
from victims.models import CaseloadImport
from victims.queries.imports import note_progress
from vlu.lib import clock


@transaction.atomic
def check_run(key: UUID) -> None:
    """Find every fault and what is new. Then it waits for a person, or is refused and its bytes are dropped."""
    run = _take(key, ImportState.CHECKING)
    if run is None:
        return
    plan = _carry_out(run, dry_run=True)
    _keep_result(run, plan, ImportState.CHECKED)


@transaction.atomic
def write_run(key: UUID) -> None:
    """Write all rows or none: killed half-way, the database forgets them and the state is still "writing"."""
    run = _take(key, ImportState.WRITING)
    if run is None:
        return
    plan = _carry_out(run, dry_run=False)
    _keep_result(run, plan, ImportState.DONE)


def _take(key: UUID, state: ImportState) -> CaseloadImport | None:
    """The file, locked until the step is over; None when another worker has it or the step is done."""
    run = (
        CaseloadImport.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("started_by__organisation")
        .filter(key=key, state=state)
        .first()
    )
    if run is not None:
        note_progress(key, state, 0)
    return run


def _carry_out(run: CaseloadImport, *, dry_run: bool) -> CaseloadPlan:
    state = run.state
    return import_caseload(
        BytesIO(run.content or b""),
        file_sha256=run.file_sha256,
        by=run.started_by,
        only_region=_region_of(run.started_by),
        dry_run=dry_run,
        progress=lambda rows: note_progress(run.key, state, rows),
    )


def _region_of(person: User) -> str:
    """Somebody without a region may bring in no region's rows."""
    return person.region_code or ""


def _keep_result(run: CaseloadImport, plan: CaseloadPlan, done: ImportState) -> None:
    faults = plan.sorted_faults()
    run.state = ImportState.REFUSED if faults else done
    run.rows, run.created, run.unchanged, run.warnings = plan.count, plan.new, plan.unchanged, plan.warnings
    run.errors = [fault.as_dict() for fault in faults]
    if run.state != ImportState.CHECKED:
        run.content, run.finished_at = None, clock.now()
    if faults:
        run.created = 0
    run.save()
