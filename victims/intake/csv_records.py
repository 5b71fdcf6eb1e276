"""The records of a CSV file as a stream of bytes, one at a time, each with the number a spreadsheet gives its row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO

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
