"""Where the time of an import of court results goes. Stages are watched from outside: the product measures nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

# What is watched, as the module that calls it knows it. An indented stage is part of the one above it.
STAGES = (
    ("results held already", "court_import", "contents_held"),
    ("who the defendants are", "court_settling", "settle_defendants"),
    ("  much like somebody", "court_people", "those_alike"),
    ("their cases", "court_settling", "Places"),
    ("placing a result", "court_settling", "_place"),
    ("verdicts", "court_settling", "work_out"),
    ("writing what follows", "court_settling", "write_consequences"),
    ("  offenders", "court_writing", "_write_defendants"),
    ("  cases", "court_writing", "_write_cases"),
    ("  offences and sentences", "court_writing", "_write_offences"),
    ("  requests", "court_writing", "_write_requests"),
    ("  requests that stand", "court_writing", "_add_to_requests"),
    ("  trail", "court_writing", "_write_entries"),
    ("writing the results", "court_settling", "_write_results"),
)


Clock = Callable[[], tuple[float, float, float]]


def watch() -> tuple[dict[str, list[float]], Clock]:
    """Seconds of each stage, filled in as the import runs: elapsed, computed in this thread, and in the server."""
    clock = _clock()
    spent: dict[str, list[float]] = {}
    for name, module_name, attribute in STAGES:
        module = import_module(f"victims.intake.{module_name}")
        spent[name] = [0.0, 0.0, 0.0]
        setattr(module, attribute, _watched(getattr(module, attribute), spent[name], clock))
    return spent, clock


def _clock() -> Clock:
    """What the server computes is read where Linux keeps it, so the server must run on this machine; nought if not."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by the caller

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    kept = os.open(path, os.O_RDONLY) if path.exists() else None

    def read() -> tuple[float, float, float]:
        server = int(os.pread(kept, 64, 0).split()[0]) / 1e9 if kept is not None else 0.0
        return time.perf_counter(), time.thread_time(), server

    return read


def _watched(step: Callable[..., Any], spent: list[float], clock: Clock) -> Callable[..., Any]:
    def watched(*given: Any, **named: Any) -> Any:
        before = clock()
        try:
            return step(*given, **named)
        finally:
            for place, (start, end) in enumerate(zip(before, clock(), strict=True)):
                spent[place] += end - start

    return watched
