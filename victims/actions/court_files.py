"""Bring a file of court results to be checked, confirm it, or set it aside. The worker checks and writes."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from uuid import uuid4

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.enums import ImportState, ResultSource
from victims.models import CourtResultFile
from vlu.lib import clock
from vlu.lib.errors import DomainError

BROUGHT = audit.verb("court_results.brought", "brought a file of court results to be checked")
CONFIRMED = audit.verb("court_results.confirmed", "confirmed a file of court results: {rows} rows")
SET_ASIDE = audit.verb("court_results.set_aside", "set a file of court results aside; nothing of it was written")


class CourtFileHasMovedOn(DomainError):
    """Somebody else confirmed the file or set it aside, or its checking is not over."""

    code = "court_file_has_moved_on"


@transaction.atomic
def start_court_file(*, file_name: str, content: bytes, by: User) -> CourtResultFile:
    """Keep the file until it is written or set aside. A file the unit has brought before is given as it stands; one of
    which nothing was written is checked anew. `rows` is a guess from its lines, for the progress shown."""
    file, is_new = CourtResultFile.objects.select_for_update(of=("self",)).get_or_create(
        organisation=by.organisation,
        source=ResultSource.PAGE,
        file_sha256=hashlib.sha256(content).hexdigest(),
        defaults={"key": uuid4(), "started_by": by, "started_at": clock.now(), "state": ImportState.REFUSED},
    )
    if not is_new and file.state != ImportState.REFUSED:
        return file
    file.file_name = PurePath(file_name).name[:200] or "results.csv"
    file.content, file.state, file.errors = content, ImportState.CHECKING, []
    file.rows = max(content.count(b"\n") - 1, 0)
    file.created = file.unchanged = file.held = 0
    file.started_by, file.started_at, file.finished_at = by, clock.now(), None
    file.full_clean(exclude=["content"])
    file.save()
    audit.record(BROUGHT, file, by)
    return file


@transaction.atomic
def confirm_court_file(*, file: CourtResultFile, by: User) -> CourtResultFile:
    """Raises CourtFileHasMovedOn unless the file is checked and waiting for somebody."""
    locked = _locked(file, ImportState.CHECKED)
    locked.state = ImportState.WRITING
    locked.save(update_fields=["state"])
    audit.record(CONFIRMED, locked, by, rows=locked.rows)
    return locked


@transaction.atomic
def set_court_file_aside(*, file: CourtResultFile, by: User) -> CourtResultFile:
    """Drop the file unwritten. Raises CourtFileHasMovedOn once it is confirmed or over, or while it is checked."""
    locked = _locked(file, ImportState.CHECKED, ImportState.CHECKING)
    locked.state, locked.content, locked.finished_at = ImportState.REFUSED, None, clock.now()
    locked.save(update_fields=["state", "content", "finished_at"])
    audit.record(SET_ASIDE, locked, by)
    return locked


def _locked(file: CourtResultFile, *states: ImportState) -> CourtResultFile:
    """The file, unless a worker holds it."""
    rows = CourtResultFile.objects.select_for_update(skip_locked=True).defer("content")
    locked = rows.filter(pk=file.pk, state__in=states).first()
    if locked is None:
        now = CourtResultFile.objects.only("state").get(pk=file.pk).get_state_display()
        raise CourtFileHasMovedOn(f"This file is not waiting for you any more. It is: {now[0].lower()}{now[1:]}.")
    return locked
