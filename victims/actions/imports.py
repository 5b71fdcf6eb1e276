"""Bring a caseload file to be checked, confirm it, or set it aside. Checking and writing happen in the background."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from uuid import uuid4

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.enums import ImportState
from victims.models import CaseloadImport
from vlu.lib import clock
from vlu.lib.errors import DomainError

BROUGHT = audit.verb("caseload.brought", "brought a caseload file to be checked")
CONFIRMED = audit.verb("caseload.confirmed", "confirmed a caseload file: {rows} rows")
SET_ASIDE = audit.verb("caseload.set_aside", "set a caseload file aside; nothing of it was written")


class ImportHasMovedOn(DomainError):
    """Somebody else confirmed the file or set it aside, or its checking is not over."""

    code = "import_has_moved_on"


@transaction.atomic
def start_import(*, file_name: str, content: bytes, by: User) -> CaseloadImport:
    """Keep the file until it is written or set aside. `rows` is a guess from its lines, for the progress shown."""
    run = CaseloadImport(
        key=uuid4(),
        file_name=PurePath(file_name).name[:200] or "caseload.csv",
        file_sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        rows=max(content.count(b"\n") - 1, 0),
        started_by=by,
        organisation=by.organisation,
        started_at=clock.now(),
    )
    run.full_clean(exclude=["content"])
    run.save()
    audit.record(BROUGHT, run, by)
    return run


@transaction.atomic
def confirm_import(*, run: CaseloadImport, by: User) -> CaseloadImport:
    """Raises ImportHasMovedOn unless the file is checked and waiting for somebody."""
    locked = _locked(run, ImportState.CHECKED)
    locked.state = ImportState.WRITING
    locked.save(update_fields=["state"])
    audit.record(CONFIRMED, locked, by, rows=locked.rows)
    return locked


@transaction.atomic
def set_import_aside(*, run: CaseloadImport, by: User) -> CaseloadImport:
    """Drop the file unwritten. Raises ImportHasMovedOn while it is being checked, and once it is confirmed or over."""
    locked = _locked(run, ImportState.CHECKED, ImportState.CHECKING)
    locked.state, locked.content, locked.finished_at = ImportState.REFUSED, None, clock.now()
    locked.save(update_fields=["state", "content", "finished_at"])
    audit.record(SET_ASIDE, locked, by)
    return locked


def _locked(run: CaseloadImport, *states: ImportState) -> CaseloadImport:
    """The file, unless a worker holds it."""
    rows = CaseloadImport.objects.select_for_update(skip_locked=True).defer("content")
    locked = rows.filter(pk=run.pk, state__in=states).first()
    if locked is None:
        now = CaseloadImport.objects.only("state").get(pk=run.pk).get_state_display()
        raise ImportHasMovedOn(f"This file is not waiting for you any more. It is: {now[0].lower()}{now[1:]}.")
    return locked
