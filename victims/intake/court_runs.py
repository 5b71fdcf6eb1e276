"""What the command line and the worker do with a file of court results. Each step looks at the state again, so that a
task sent twice, or killed half-way and sent again, does its work once."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.enums import ImportState, ResultSource
from victims.intake.court_import import Importer, Tally, import_file
from victims.models import CourtResultFile
from victims.queries.imports import note_progress
from vlu.lib import clock

BROUGHT_IN = audit.verb(
    "court_results.brought_in", "brought in court results: {created} acted on, {held} that need a decision"
)


def import_from_command(stream: BinaryIO, *, file_name: str, file_sha256: str, dry_run: bool) -> Tally:
    """The same file again goes on where it was stopped, or changes nothing. Nothing stays of a dry run."""
    if dry_run:
        with transaction.atomic():
            tally = import_file(stream, Importer(_file_of_command(file_name, file_sha256), None, None, keep=False))
            transaction.set_rollback(True)
        return tally
    file = _file_of_command(file_name, file_sha256)
    tally = import_file(stream, Importer(file, None, None))
    if file.state != ImportState.DONE:
        finish(file, tally, None)
    return tally


def _file_of_command(file_name: str, file_sha256: str) -> CourtResultFile:
    file, _ = CourtResultFile.objects.get_or_create(
        organisation=None,
        source=ResultSource.COMMAND,
        file_sha256=file_sha256,
        defaults={
            "key": uuid4(),
            "file_name": file_name[:200],
            "state": ImportState.WRITING,
            "started_at": clock.now(),
        },
    )
    return file


def check_run(key: UUID) -> None:
    """Find every fault and what would be new. Then it waits for a person."""
    with transaction.atomic():
        file = _take(key, ImportState.CHECKING)
        if file is None:
            return
        tally = import_file(BytesIO(file.content or b""), _importer(file, keep=False))
        _keep(file, tally)
        file.state = ImportState.CHECKED if tally.created + tally.held + tally.unchanged else ImportState.REFUSED
        if file.state == ImportState.REFUSED:
            file.content, file.finished_at = None, clock.now()
        file.save()


def write_run(key: UUID) -> None:
    """Write slice by slice. Killed half-way, what was written stands; the next run goes on with the rest."""
    file = CourtResultFile.objects.select_related("started_by__organisation").filter(key=key).first()
    if file is None or file.state != ImportState.WRITING:
        return
    tally = import_file(BytesIO(file.content or b""), _importer(file, keep=True))
    with transaction.atomic():
        locked = _take(key, ImportState.WRITING)
        if locked is not None:
            finish(locked, tally, locked.started_by)


def _take(key: UUID, state: ImportState) -> CourtResultFile | None:
    """The file, locked until the step is over; None when another worker has it or the step is done."""
    rows = CourtResultFile.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("started_by__organisation").filter(key=key, state=state).first()


def _importer(file: CourtResultFile, *, keep: bool) -> Importer:
    state = file.state
    note_progress(file.key, state, 0)
    return Importer(
        file,
        file.started_by,
        region_of(file.started_by),
        keep=keep,
        progress=lambda rows: note_progress(file.key, state, rows),
    )


def region_of(person: User | None) -> str | None:
    """Whose results somebody may bring: their own region's; none without a region. The command line brings all."""
    return None if person is None else person.region_code or ""


def _keep(file: CourtResultFile, tally: Tally) -> None:
    file.rows, file.created, file.unchanged, file.held = tally.rows, tally.created, tally.unchanged, tally.held
    file.errors = [fault.as_dict() for fault in tally.errors]


@transaction.atomic
def finish(file: CourtResultFile, tally: Tally, by: User | None) -> None:
    _keep(file, tally)
    file.rows_done, file.state, file.content, file.finished_at = tally.rows, ImportState.DONE, None, clock.now()
    file.save()
    audit.record(BROUGHT_IN, file, by, rows=tally.rows, created=tally.created, held=tally.held)
