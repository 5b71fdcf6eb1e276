"""Where the time of an import of court results goes. Stages are watched from outside: the product measures nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

# What is watched, as the module that calls it knows it. An indented stage is part of the one above it.
STAGES = (
    ("reading and checking a row", "court_format", "_read_cells"),
    ("results held already", "court_import", "hashes_held"),
    ("looking up", "court_settling", "look_up"),
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


def watch() -> dict[str, list[float]]:
    """Seconds of each stage, elapsed and computed in this process, filled in as the import runs."""
    spent: dict[str, list[float]] = {}
    for name, module_name, attribute in STAGES:
        module = import_module(f"victims.intake.{module_name}")
        spent[name] = [0.0, 0.0]
        setattr(module, attribute, _watched(getattr(module, attribute), spent[name]))
    return spent


def _watched(step: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def watched(*given: Any, **named: Any) -> Any:
        start, computed = time.perf_counter(), time.process_time()
        try:
            return step(*given, **named)
        finally:
            spent[0] += time.perf_counter() - start
            spent[1] += time.process_time() - computed

    return watched
