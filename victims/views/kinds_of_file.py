"""The two kinds of file a unit brings in, and in what their pages differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import User
from victims.access import get_court_file, get_import
from victims.actions.brought_files import start_court_file, start_import
from victims.queries.imports import earlier_court_files, earlier_imports


@dataclass(frozen=True)
class FileKind:
    """`choose`, `page`, `confirm` and `faults` are names of addresses; `checks` and `writes` of tasks; `next_steps` are
    names of addresses, what to show there, and the words of the link."""

    title: str
    label: str
    rows: str
    rule: str
    mend: str
    caution: str
    while_writing: str
    done: str
    choose: str
    page: str
    confirm: str
    faults: str
    checks: str
    writes: str
    next_steps: Sequence[tuple[str, str, str]]
    start: Callable[..., Any]
    get: Callable[[User, UUID], Any]
    earlier: Callable[[User], Sequence[Any]]


CASELOAD = FileKind(
    title="Bring in a caseload file",
    label="Choose a caseload file",
    rows="each victim on a sentence",
    rule="Either all rows come in or none: one fault keeps the whole file out.",
    mend="Mend the file where it came from, then bring it again.",
    caution="A warning does not stop a row. It is kept on the case for somebody to look at, for example when our "
    "eligibility check says something else than the earlier system. Nothing is corrected by itself.",
    while_writing="All rows are kept together at the end, or none is.",
    done="Caseload file brought in",
    choose="victims:import_caseload",
    page="victims:import_progress",
    confirm="victims:import_confirm",
    faults="victims:import_errors",
    checks="victims.check_import",
    writes="victims.write_import",
    next_steps=(
        ("victims:unit_queue", "unallocated", "Open cases without an officer"),
        ("victims:unit_queue", "", "All open work of the unit"),
    ),
    start=start_import,
    get=get_import,
    earlier=earlier_imports,
)
COURT_RESULTS = FileKind(
    title="Bring in court results",
    label="Choose a file of court results",
    rows="each offence and person harmed",
    rule="A row with a fault is left out; all others can come in.",
    mend="Rows with a fault are left out. Mend them where the file came from, then bring it again: what is held "
    "already is not doubled.",
    caution="What needs a decision is kept and shown to your unit. Nobody is asked or told anything on the strength of "
    "it until a person has decided.",
    while_writing="Some thousand rows at a time, each part whole.",
    done="Court results brought in",
    choose="victims:bring_court_results",
    page="victims:court_file",
    confirm="victims:court_file_confirm",
    faults="victims:court_file_faults",
    checks="victims.check_court_results",
    writes="victims.write_court_results",
    next_steps=(
        ("victims:court_results", "held", "Results that need a decision"),
        ("victims:court_results", "no_referral", "Results for which no referral has come yet"),
        ("victims:court_results", "", "All court results"),
    ),
    start=start_court_file,
    get=get_court_file,
    earlier=earlier_court_files,
)
