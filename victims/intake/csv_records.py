"""The records of a CSV file as a stream of bytes, one at a time, each with the number a spreadsheet gives its row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO

from victims.intake.caseload_columns import quoted
from victims.intake.caseload_row import Fault

LONGEST_LINE = (
    30_000_000  # bytes; the page takes files of 10 MB, the command larger ones, and a whole file may be one line
)
LONGEST_CELL = 131_072  # characters: what Python's reader allows unless the whole process is told otherwise
NOT_TEXT = ((b"PK\x03\x04", "a spreadsheet or zip file"), (b"\xff\xfe", "UTF-16 text"), (b"\xfe\xff", "UTF-16 text"))
SAVE_AGAIN = "Save it as “CSV UTF-8” and try again."
HEADER = 1


class CannotGoOn(Exception):
    """The rest of the file cannot be told apart into rows."""

    def __init__(self, row: int, message: str, column: str = "") -> None:
        super().__init__(message)
        self.fault = Fault(row, column, message)


class CsvRecords:
    """Gives (number, cells). A blank line is passed over but counted, as a spreadsheet does. Raises CannotGoOn for
    what is not UTF-8, not text, or not CSV. `header` names the columns in what is raised."""

    def __init__(self, stream: BinaryIO) -> None:
        self.header: list[str] = []
        self._stream = stream
        self._number = 0
        self._lines_of_record: list[str] = []
        self._reader = csv.reader(self._lines(), strict=True)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return self

    def __next__(self) -> tuple[int, list[str]]:
        while True:
            self._lines_of_record.clear()
            try:
                cells = next(self._reader)
            except csv.Error as error:
                raise self._why(error) from error
            self._number += 1
            if cells:
                return self._number, cells

    def _lines(self) -> Iterator[str]:
        line = self._stream.readline(LONGEST_LINE).removeprefix(codecs.BOM_UTF8)
        if kind := next((kind for start, kind in NOT_TEXT if line.startswith(start)), ""):
            raise CannotGoOn(HEADER, f"This is {kind}, not a CSV file. {SAVE_AGAIN}")
        while line:
            written = self._decoded(line)
            self._lines_of_record.append(written)
            yield written
            line = self._stream.readline(LONGEST_LINE)

    def _decoded(self, line: bytes) -> str:
        if b"\0" in line:
            before = line[: line.index(b"\0")].decode("utf-8", "replace")
            raise self._at(before, f"There is a NUL byte here, which no text holds. {SAVE_AGAIN}")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            before = line[: error.start].decode("utf-8", "replace")
            why = "The file is not UTF-8: a letter here is written in another way, such as Latin-1."
            raise self._at(before, f"{why} {SAVE_AGAIN}") from error

    def _why(self, error: csv.Error) -> CannotGoOn:
        if "field limit" in str(error):
            return self._at(
                "", f"This cell holds more than {LONGEST_CELL:,} characters. A quotation mark may be missing."
            )
        if "new-line" in str(error):
            return CannotGoOn(self._number + 1, f"Lines of this file do not end as they should. {SAVE_AGAIN}")
        return CannotGoOn(self._number + 1, "A quotation mark in this row is never closed, or stands where none may.")

    def _at(self, line: str, message: str) -> CannotGoOn:
        """For a fault in the cell that `line` ends in, or in an earlier one that is too long."""
        position = _last_cell("".join([*self._lines_of_record, line]))
        return CannotGoOn(self._number + 1, message, self.header[position] if position < len(self.header) else "")


def _last_cell(record: str) -> int:
    """The position of the cell in which a record breaks off, or of the first that is longer than LONGEST_CELL."""
    position, length, inside_quotes = 0, 0, False
    for letter in record:
        length += 1
        if length > LONGEST_CELL:
            break
        if letter == '"':
            inside_quotes = not inside_quotes
        elif letter == "," and not inside_quotes:
            position, length = position + 1, 0
    return position


def header_of(records: CsvRecords) -> list[str]:
    """Reads the first record. Raises CannotGoOn for an empty file."""
    for _, cells in records:
        return [cell.strip().casefold() for cell in cells]
    raise CannotGoOn(HEADER, "The file is empty.")


def faults_of_header(header: Sequence[str], columns: Collection[str], what: str) -> list[Fault]:
    """`what` the file is, such as "a caseload file". Every column must be there once, and no other."""
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        return [Fault(HEADER, "", f"The columns are not separated by commas. {SAVE_AGAIN}")]
    if len(header) > 2 * len(columns):
        return [Fault(HEADER, "", f"The header has {len(header):,} columns; {what} has {len(columns)}.")]
    missing = [name for name in columns if name not in header]
    if 2 * len(missing) > len(columns):
        return [Fault(HEADER, "", f"This is not {what}: {len(missing)} of its {len(columns)} columns are missing.")]
    faults = [Fault(HEADER, name, f"The column {name} is missing.") for name in missing]
    for position, name in enumerate(header, start=1):
        if not name:
            faults.append(Fault(HEADER, "", f"Column {position} has no name in the header."))
        elif name not in columns:
            faults.append(Fault(HEADER, name[:60], f"{quoted(name)} is not a column of this file. Remove it."))
        elif header.index(name) != position - 1:
            faults.append(Fault(HEADER, name, f"The column {name} stands in the header twice."))
    return faults


def fault_of_shape(number: int, header: Sequence[str], cells: Sequence[str]) -> Fault | None:
    """An empty row, or one with more or fewer cells than the header."""
    if not any(cell.strip() for cell in cells):
        return Fault(number, "", "This row is empty. Delete it.")
    if len(cells) != len(header):
        counted = f"This row has {len(cells):,} cells and the header has {len(header)}."
        return Fault(number, "", f"{counted} Text with a comma in it needs quotation marks round it.")
    return None
