"""Files somebody brought as their pages show them: earlier ones, how far a running one is, and its faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.models import User
from victims.enums import ImportState
from victims.models import CaseloadImport, CourtResultFile
from vlu.lib import clock

EARLIER_SHOWN = 20
FAULTS_SHOWN = 100
SILENT_AFTER = timedelta(seconds=60)
KEPT_FOR = 24 * 60 * 60  # seconds
RUNNING = frozenset({ImportState.CHECKING, ImportState.WRITING})
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Progress:
    """How many rows are done and when that was said. `started` is False until a worker has taken the file up."""

    rows: int
    at: datetime
    started: bool
    silent: bool


def earlier_imports(user: User) -> list[CaseloadImport]:
    runs = CaseloadImport.objects.visible_to(user).defer("content", "errors").select_related("started_by")
    return list(runs[:EARLIER_SHOWN])


def earlier_court_files(user: User) -> list[CourtResultFile]:
    files = CourtResultFile.objects.visible_to(user).defer("content", "errors").select_related("started_by")
    return list(files[:EARLIER_SHOWN])


def numbers_of(file: CaseloadImport | CourtResultFile) -> list[tuple[str, int]]:
    """What is in a file, each with what it counts."""
    if isinstance(file, CaseloadImport):
        return [
            ("Rows in the file", file.rows),
            ("New", file.created),
            ("Unchanged, already held", file.unchanged),
            ("New, with a warning", file.warnings),
        ]
    return [
        ("Rows in the file", file.rows),
        ("New, and clear what follows", file.created),
        ("New, and a person must decide", file.held),
        ("Unchanged, already held", file.unchanged),
        ("Faults", len(file.errors)),
    ]


def new_rows_of(file: CaseloadImport | CourtResultFile) -> int:
    """How many rows confirming the file brings in."""
    return file.created + (file.held if isinstance(file, CourtResultFile) else 0)


def note_progress(key: UUID, state: str, rows: int) -> None:
    """Say how far a worker is. It lies outside the database: the rows themselves are written all at once. When the
    cache is away nobody hears it, and the work goes on."""
    with suppress(RedisError):
        cache.set(_cache_key(key, state), (rows, clock.now()), KEPT_FOR)


def progress_of(run: CaseloadImport | CourtResultFile) -> Progress:
    said = None
    with suppress(RedisError):
        said = cache.get(_cache_key(run.key, run.state))
    rows, at = said or (0, run.started_at)
    return Progress(rows, at, started=said is not None, silent=clock.now() - at > SILENT_AFTER)


def _cache_key(key: UUID, state: str) -> str:
    return f"caseload-import:{key}:{state}"


def faults_for_spreadsheet(run: CaseloadImport | CourtResultFile) -> Iterator[tuple[object, ...]]:
    """A header and a line for each fault. A cell a spreadsheet would run is given a leading apostrophe."""
    yield "row", "column", "message"
    for fault in run.errors:
        yield fault["row"], _inert(fault["column"]), _inert(fault["message"])


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
