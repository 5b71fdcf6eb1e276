"""Bring in a caseload file: all rows or none, in one transaction, with one entry in the audit trail for the file."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

import structlog
from django.db import IntegrityError, connection, transaction

from accounts import audit
from accounts.models import User
from victims.intake.caseload import plan_caseload
from victims.intake.caseload_format import Progress, no_progress
from victims.intake.caseload_plan import CaseloadPlan
from victims.intake.caseload_row import Fault
from victims.intake.caseload_writing import write_plan
from victims.models import CaseloadImport
from vlu.lib import clock

IMPORTED = audit.verb("caseload.imported", "brought in a caseload file: {created} new, {unchanged} unchanged")
log = structlog.get_logger(__name__)
ONE_AT_A_TIME = 7_061_982  # the advisory lock of imports; a number nothing else locks
MEANWHILE = "Somebody recorded one of these people or references at the same moment. Nothing was written: try again."


def import_caseload(
    stream: BinaryIO,
    *,
    file_sha256: str,
    by: User | None,
    only_region: str | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> CaseloadPlan:
    """Read, match and write. With a fault, or as a dry run, nothing is written; the plan says what would have been.

    `by` is None when the system itself does it, from the command line. `progress` is told how many rows were checked
    in a dry run, and how many were written otherwise.
    """
    if dry_run:
        return plan_caseload(stream, today=clock.today(), only_region=only_region, progress=progress)
    try:
        with transaction.atomic():
            wait_for_other_imports()
            plan = plan_caseload(stream, today=clock.today(), only_region=only_region)
            if plan.new and not plan.faults:
                write_plan(plan, by=by, progress=progress)
                _record(plan, file_sha256, by)
            return plan
    except IntegrityError as error:
        # Only the constraint's name: the database's own words quote the row, and with it a person.
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        log.warning("import.refused_by_a_constraint", constraint=constraint)
        return CaseloadPlan(faults=[Fault(1, "", MEANWHILE)])


def _record(plan: CaseloadPlan, file_sha256: str, by: User | None) -> None:
    subject = CaseloadImport(file_sha256=file_sha256)
    audit.record(IMPORTED, subject, by, rows=plan.count, created=plan.new, unchanged=plan.unchanged)


def wait_for_other_imports() -> None:
    """Two imports at once would each take the other's offenders for new ones. Held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def digest_of(stream: BinaryIO) -> str:
    """The SHA-256 of a file, read from its beginning; the stream is left there again."""
    digest = hashlib.sha256()
    while some := stream.read(2**20):
        digest.update(some)
    stream.seek(0)
    return digest.hexdigest()
