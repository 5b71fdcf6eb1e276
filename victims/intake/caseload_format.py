"""The historic caseload file (docs/caseload_file.md): bytes in; validated rows and every fault out. No database.

The file is read as a stream: only the rows themselves are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from victims.intake.caseload_columns import COLUMNS, quoted
from victims.intake.caseload_row import CaseloadRow, Fault, read_row
from victims.intake.csv_records import HEADER, CannotGoOn, CsvRecords, fault_of_shape, faults_of_header, header_of

MOST_FAULTS = 10_000
REPORT_EVERY = 500

Progress = Callable[[int], None]


def no_progress(rows: int) -> None:
    """For a reader who does not wait."""


@dataclass
class CaseloadFile:
    """`count` is how many rows were read, faulty ones included."""

    rows: list[CaseloadRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    count: int = 0


def read_caseload(stream: BinaryIO, today: date, progress: Progress = no_progress) -> CaseloadFile:
    """Read the whole file and find every fault in it; a fault that hides where rows end stops the reading there."""
    found = CaseloadFile()
    records = CsvRecords(stream)
    try:
        records.header = header_of(records)
        found.faults += faults_of_header(records.header, COLUMNS, "a caseload file")
        if not found.faults:
            _read_rows(found, records, today, progress)
    except CannotGoOn as stop:
        found.faults.append(stop.fault)
    progress(found.count)
    return found


def _read_rows(found: CaseloadFile, records: CsvRecords, today: date, progress: Progress) -> None:
    first_row_of: dict[str, int] = {}
    where = records.header.index("case_reference")
    for number, cells in records:
        found.count += 1
        row, faults = _row(number, records.header, cells, today)
        reference = cells[where].strip() if where < len(cells) else ""
        if reference and (earlier := first_row_of.setdefault(reference, number)) != number:
            faults.append(Fault(number, "case_reference", f"{quoted(reference)} already stands in row {earlier}."))
        found.faults += faults
        if row and not faults:
            found.rows.append(row)
        if len(found.faults) >= MOST_FAULTS:
            raise CannotGoOn(number, f"There are {MOST_FAULTS:,} faults or more: rows after this one were not checked.")
        if found.count % REPORT_EVERY == 0:
            progress(found.count)
    if not found.count:
        raise CannotGoOn(HEADER, "There are no rows beneath the header.")


def _row(number: int, header: list[str], cells: list[str], today: date) -> tuple[CaseloadRow | None, list[Fault]]:
    if fault := fault_of_shape(number, header, cells):
        return None, [fault]
    return read_row(number, dict(zip(header, cells, strict=True)), today)
