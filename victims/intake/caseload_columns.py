"""The columns of the historic caseload file: what may stand in a cell, and the sentence when something else does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import Disposal, Scheme
from victims.enums import Channel, VictimCategory
from vlu.lib.dates import without_weekday
from vlu.lib.hidden_marks import without_hidden_marks
from vlu.lib.working_days import FIRST_DAY

EARLIEST_BIRTH = date(1900, 1, 1)
EARLIEST_OFFENCE = date(1930, 1, 1)
EARLIEST_COUNTED = FIRST_DAY  # working days before it are not known, so no clock could run
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_REFERENCE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]*$")  # it stands in addresses of pages
_STARTS_A_FORMULA = "=+-@\t\r"
_LINE_BREAKS = "\r\n\t"


class Unfit(ValueError):
    """What is wrong with a cell, as a sentence."""


Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """`read` turns the text of a cell into its value or raises Unfit. `when_empty` is used for a cell with nothing in
    it, unless the column is required."""

    name: str
    read: Reader
    required: bool = False
    when_empty: Any = None


def text(longest: int) -> Reader:
    """Words as written, without blanks at either end and marks nobody sees. A spreadsheet would run a formula, so none
    is let in."""

    def read(cell: str) -> str:
        cell = without_hidden_marks(cell)
        if not cell.strip():
            raise Unfit("There is nothing here but marks that cannot be seen. Type it again.")
        if cell[0] in _STARTS_A_FORMULA or cell.strip()[0] in _STARTS_A_FORMULA:
            raise Unfit(
                f"{quoted(cell)} begins with {_named(cell)}, which a spreadsheet would run as a formula. Remove it."
            )
        if any(unicodedata.category(letter) == "Cc" and letter not in _LINE_BREAKS for letter in cell):
            raise Unfit(f"{quoted(cell)} holds a character that cannot be printed. Type it again.")
        if len(cell.strip()) > longest:
            raise Unfit(f"This is {len(cell.strip()):,} characters long. The most we can keep here is {longest}.")
        return cell.strip()

    return read


def reference(cell: str) -> str:
    written = str(text(40)(cell))
    if not _REFERENCE.match(written):
        raise Unfit(f"{quoted(cell)} may hold only letters, figures, - and _, such as KSS-22-0001.")
    return written


def one_of(words: Iterable[str]) -> Reader:
    by_key = {word.casefold(): word for word in words}

    def read(cell: str) -> str:
        if (word := by_key.get(cell.strip().casefold())) is None:
            raise Unfit(f"{quoted(cell)} is not one of: {', '.join(by_key.values())}.")
        return word

    return read


def whole_number(most: int) -> Reader:
    def read(cell: str) -> int:
        written = cell.strip()
        if not (written.isascii() and written.isdigit() and len(written) <= 6 and int(written) <= most):
            raise Unfit(f"{quoted(cell)} must be a whole number from 0 to {most:,}.")
        return int(written)

    return read


def day(earliest: date) -> Reader:
    """A date of the calendar, not before `earliest`. Whether it lies ahead is for the row to say, which knows today."""

    def read(cell: str) -> date:
        written = cell.strip()
        if not _DAY.match(written):
            raise Unfit(f"{quoted(cell)} must be a date written year-month-day, such as 2022-04-01.")
        try:
            found = date.fromisoformat(written)
        except ValueError as impossible:
            raise Unfit(f"{quoted(cell)} is not a date in the calendar.") from impossible
        if found < earliest:
            raise Unfit(f"{quoted(cell)} is before {without_weekday(earliest)}, the earliest date we can take here.")
        return found

    return read


def quoted(cell: str) -> str:
    """The cell as a sentence shows it: short, on one line, nothing in it that cannot be seen."""
    seen = "".join(letter if letter.isprintable() else " " for letter in cell[:41]).strip()
    return f"“{seen[:40]}{'…' if len(cell.strip()) > 40 else ''}”"


def _named(cell: str) -> str:
    first = cell[0] if cell[0] in _STARTS_A_FORMULA else cell.strip()[0]
    return {"\t": "a tab", "\r": "a line break"}.get(first, first)


_PREFERRED = ("phone", "email", "text", "letter", "advocate", "unknown")
_CONTACTED_BY = tuple(word for word in Channel.values if word != Channel.UNKNOWN)

_ALL = (
    Column("case_reference", reference, required=True),
    Column("region", text(80), required=True),
    Column("witness_care_unit", text(120), when_empty=""),
    Column("court", text(160), when_empty=""),
    Column("offender_first_names", text(100), when_empty=""),
    Column("offender_last_name", text(100), required=True),
    Column("offender_date_of_birth", day(EARLIEST_BIRTH)),
    Column("offender_noms_number", text(40), when_empty=""),
    Column("offender_pnc", text(40), when_empty=""),
    Column("offender_crn", text(40), when_empty=""),
    Column("offence_code", text(12), when_empty=""),
    Column("offence_label", text(300), when_empty=""),
    Column("offence_date", day(EARLIEST_OFFENCE)),
    Column("sentenced_on", day(EARLIEST_COUNTED), required=True),
    Column("disposal", one_of(Disposal.values), required=True),
    Column("sentence_years", whole_number(99), when_empty=0),
    Column("sentence_months", whole_number(1188), when_empty=0),
    Column("sentence_weeks", whole_number(5148), when_empty=0),
    Column("sentence_days", whole_number(30000), when_empty=0),
    Column("remand_days", whole_number(9999)),
    Column("victim_first_names", text(100), when_empty=""),
    Column("victim_last_name", text(100), required=True),
    Column("victim_category", one_of(VictimCategory.values), required=True),
    Column("preferred_channel", one_of(_PREFERRED), when_empty="unknown"),
    Column("referred_on", day(EARLIEST_COUNTED)),
    Column("first_contact_on", day(EARLIEST_COUNTED)),
    Column("first_contact_channel", one_of(_CONTACTED_BY), when_empty=""),
    Column("scheme", one_of(Scheme.values), required=True),
)
COLUMNS: dict[str, Column] = {column.name: column for column in _ALL}
