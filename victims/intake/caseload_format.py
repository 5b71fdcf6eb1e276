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
from victims.intake.csv_records import HEADER, SAVE_AGAIN, CannotGoOn, CsvRecords

MOST_FAULTS = 10_000
MOST_COLUMNS = 2 * len(COLUMNS)
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
        records.header = _header(records)
        found.faults += _faults_of_header(records.header)
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
    if not any(cell.strip() for cell in cells):
        return None, [Fault(number, "", "This row is empty. Delete it.")]
    if len(cells) != len(header):
        counted = f"This row has {len(cells):,} cells and the header has {len(header)}."
        why = f"{counted} Text with a comma in it needs quotation marks round it."
        return None, [Fault(number, "", why)]
    return read_row(number, dict(zip(header, cells, strict=True)), today)


def _header(records: CsvRecords) -> list[str]:
    for _, cells in records:
        return [cell.strip().casefold() for cell in cells]
    raise CannotGoOn(HEADER, "The file is empty.")


def _faults_of_header(header: list[str]) -> list[Fault]:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        return [Fault(HEADER, "", f"The columns are not separated by commas. {SAVE_AGAIN}")]
    if len(header) > MOST_COLUMNS:
        return [Fault(HEADER, "", f"The header has {len(header):,} columns; a caseload file has {len(COLUMNS)}.")]
    faults = [Fault(HEADER, name, f"The column {name} is missing.") for name in COLUMNS if name not in header]
    for position, name in enumerate(header, start=1):
        if not name:
            faults.append(Fault(HEADER, "", f"Column {position} has no name in the header."))
        elif name not in COLUMNS:
            faults.append(Fault(HEADER, name[:60], f"{quoted(name)} is not a column of this file. Remove it."))
        elif header.index(name) != position - 1:
            faults.append(Fault(HEADER, name, f"The column {name} stands in the header twice."))
    return faults
