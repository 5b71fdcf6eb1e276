"""Bring a file to be checked, confirm it, or set it aside: a caseload file or a file of court results. Checking and
writing happen in the background."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TypeVar
from uuid import uuid4

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.enums import ImportState, ResultSource
from victims.models import CaseloadImport, CourtResultFile
from vlu.lib import clock
from vlu.lib.errors import DomainError

CASELOAD_BROUGHT = audit.verb("caseload.brought", "brought a caseload file to be checked")
CASELOAD_CONFIRMED = audit.verb("caseload.confirmed", "confirmed a caseload file: {rows} rows")
CASELOAD_SET_ASIDE = audit.verb("caseload.set_aside", "set a caseload file aside; nothing of it was written")
RESULTS_BROUGHT = audit.verb("court_results.brought", "brought a file of court results to be checked")
RESULTS_CONFIRMED = audit.verb("court_results.confirmed", "confirmed a file of court results: {rows} rows")
RESULTS_SET_ASIDE = audit.verb(
    "court_results.set_aside", "set a file of court results aside; nothing of it was written"
)
CONFIRMED = {CaseloadImport: CASELOAD_CONFIRMED, CourtResultFile: RESULTS_CONFIRMED}
SET_ASIDE = {CaseloadImport: CASELOAD_SET_ASIDE, CourtResultFile: RESULTS_SET_ASIDE}

AnyFile = TypeVar("AnyFile", CaseloadImport, CourtResultFile)


class FileHasMovedOn(DomainError):
    """Somebody else confirmed the file or set it aside, or its checking is not over."""

    code = "file_has_moved_on"


@transaction.atomic
def start_import(*, file_name: str, content: bytes, by: User) -> CaseloadImport:
    """Keep a caseload file until it is written or set aside."""
    file = CaseloadImport(key=uuid4(), file_sha256=hashlib.sha256(content).hexdigest(), organisation=by.organisation)
    _take_up(file, file_name or "caseload.csv", content, by)
    audit.record(CASELOAD_BROUGHT, file, by)
    return file


@transaction.atomic
def start_court_file(*, file_name: str, content: bytes, by: User) -> CourtResultFile:
    """Keep a file of court results until it is written or set aside. A file the unit has brought before is given as it
    stands; one of which nothing was written is checked anew."""
    file, is_new = CourtResultFile.objects.select_for_update(of=("self",)).get_or_create(
        organisation=by.organisation,
        source=ResultSource.PAGE,
        file_sha256=hashlib.sha256(content).hexdigest(),
        defaults={"key": uuid4(), "started_by": by, "started_at": clock.now(), "state": ImportState.REFUSED},
    )
    if not is_new and file.state != ImportState.REFUSED:
        return file
    file.created = file.unchanged = file.held = 0
    _take_up(file, file_name or "results.csv", content, by)
    audit.record(RESULTS_BROUGHT, file, by)
    return file


def _take_up(file: CaseloadImport | CourtResultFile, file_name: str, content: bytes, by: User) -> None:
    """`rows` is a guess from its lines, for the progress shown."""
    file.file_name = PurePath(file_name).name[:200]
    file.content, file.state, file.errors = content, ImportState.CHECKING, []
    file.rows = max(content.count(b"\n") - 1, 0)
    file.started_by, file.started_at, file.finished_at = by, clock.now(), None
    file.full_clean(exclude=["content"])
    file.save()


@transaction.atomic
def confirm_file(*, file: AnyFile, by: User) -> AnyFile:
    """Raises FileHasMovedOn unless the file is checked and waiting for somebody."""
    locked = _locked(file, ImportState.CHECKED)
    locked.state = ImportState.WRITING
    locked.save(update_fields=["state"])
    audit.record(CONFIRMED[type(locked)], locked, by, rows=locked.rows)
    return locked


@transaction.atomic
def set_file_aside(*, file: AnyFile, by: User) -> AnyFile:
    """Drop the file unwritten. Raises FileHasMovedOn while it is being checked, and once it is confirmed or over."""
    locked = _locked(file, ImportState.CHECKED, ImportState.CHECKING)
    locked.state, locked.content, locked.finished_at = ImportState.REFUSED, None, clock.now()
    locked.save(update_fields=["state", "content", "finished_at"])
    audit.record(SET_ASIDE[type(locked)], locked, by)
    return locked


def _locked(file: AnyFile, *states: ImportState) -> AnyFile:
    """The file, unless a worker holds it."""
    every = type(file).objects
    rows = every.select_for_update(skip_locked=True).defer("content")
    locked = rows.filter(pk=file.pk, state__in=states).first()
    if locked is None:
        now = every.only("state").get(pk=file.pk).get_state_display()
        raise FileHasMovedOn(f"This file is not waiting for you any more. It is: {now[0].lower()}{now[1:]}.")
    return locked
