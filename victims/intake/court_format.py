"""Court results as they reach us, a file or a call: each row as received, and read. Rows are given one at a time, so
that a file of any size takes little memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from victims.intake.caseload_columns import quoted
from victims.intake.caseload_row import Fault
from victims.intake.court_columns import COLUMNS, CourtRow, content_hash, read_court_row
from victims.intake.csv_records import HEADER, CannotGoOn, CsvRecords, fault_of_shape, faults_of_header, header_of

MOST_COLUMNS = 2 * len(COLUMNS)
EMPTY = "There are no rows beneath the header."


@dataclass(slots=True)
class Received:
    """One row: `raw` are its cells as written. With a fault it has no `row`, and is not taken. `is_row` is False for
    what is wrong with the whole file."""

    number: int
    raw: dict[str, str] = field(default_factory=dict)
    row: CourtRow | None = None
    content_hash: str = ""
    faults: list[Fault] = field(default_factory=list)
    is_row: bool = True


def read_file(stream: BinaryIO, today: date) -> Iterator[Received]:
    """The rows of a CSV file. What hides where rows end, or a wrong header, is given as a last row with that fault."""
    records = CsvRecords(stream)
    count = 0
    try:
        header = records.header = header_of(records)
        if faults := faults_of_header(header, COLUMNS, "a file of court results"):
            yield Received(HEADER, faults=faults, is_row=False)
            return
        for number, cells in records:
            count += 1
            yield _read_cells(number, header, cells, today)
    except CannotGoOn as stop:
        yield Received(stop.fault.row, faults=[stop.fault], is_row=False)
        return
    if not count:
        yield Received(HEADER, faults=[Fault(HEADER, "", EMPTY)], is_row=False)


def read_call(results: Iterable[Any], today: date) -> Iterator[Received]:
    """The results of a call, numbered from 1. A field that is left out or null is empty."""
    for number, given in enumerate(results, start=1):
        if not isinstance(given, dict):
            yield Received(
                number, faults=[Fault(number, "", "Each result must be an object with the documented fields.")]
            )
            continue
        if len(given) > MOST_COLUMNS:
            counted = f"This result has {len(given):,} fields; a court result has {len(COLUMNS)}."
            yield Received(number, faults=[Fault(number, "", counted)])
            continue
        unknown = [name for name in given if name not in COLUMNS]
        unfit = [name for name, value in given.items() if isinstance(value, dict | list | bool | float)]
        if unknown or unfit:
            yield Received(number, faults=[*_unknown(number, unknown), *_not_text(number, unfit)])
            continue
        raw = {name: "" if (value := given.get(name)) is None else str(value) for name in COLUMNS}
        yield read_cells(number, raw, today)


def read_cells(number: int, raw: dict[str, str], today: date) -> Received:
    """One row from its cells by name."""
    row, faults = read_court_row(number, raw, today)
    if any("\0" in cell for cell in raw.values()):
        row, faults = None, [*faults, Fault(number, "", "This row holds a NUL byte, which is not text.")]
    return Received(number, raw, row, content_hash(raw), faults)


def _read_cells(number: int, header: list[str], cells: list[str], today: date) -> Received:
    if fault := fault_of_shape(number, header, cells):
        return Received(number, faults=[fault])
    raw = dict(zip(header, cells, strict=True))
    row, faults = read_court_row(number, raw, today)
    return Received(number, raw, row, content_hash(raw), faults)


def _unknown(number: int, names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        yield Fault(number, str(name)[:60], f"{quoted(str(name))} is not a field of a court result. Remove it.")


def _not_text(number: int, names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        yield Fault(number, str(name)[:60], "This must be text or a whole number.")


def body_digest_text(body: Mapping[str, Any]) -> str:
    """A call's body in one fixed form, so that the same call is known again."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
