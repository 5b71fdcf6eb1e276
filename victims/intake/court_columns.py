"""The columns of court results (docs/court_results_file.md): what may stand in a cell, and a row as values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

from cases.enums import HOSPITAL, Disposal
from cases.rules.age import YOUNGEST_SENTENCED, too_young_to_be_sentenced
from cases.rules.sentence_length import Length
from victims.enums import ResultKind
from victims.intake.caseload_columns import (
    EARLIEST_BIRTH,
    EARLIEST_COUNTED,
    EARLIEST_OFFENCE,
    Column,
    Reader,
    Unfit,
    day,
    one_of,
    quoted,
    text,
    whole_number,
)
from victims.intake.caseload_row import Fault

YES_OR_NO = ("yes", "no")
SEXES = ("male", "female", "other", "unknown")
PLEAS = ("guilty", "not_guilty", "none")
FINDINGS = ("guilty", "not_guilty", "insanity", "unfit")
_KEY_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.:")
_BEGINS_BADLY = frozenset("=+-@\t\r\n ")


def _often(read: Reader) -> Reader:
    """The same cell stands in many rows; its value is worked out once."""
    return lru_cache(maxsize=2048)(read)


def _words(longest: int) -> Reader:
    """As `text`, quick for the words that need no second look."""
    careful = text(longest)

    def read(cell: str) -> str:
        if cell[0] not in _BEGINS_BADLY and len(cell) <= longest and cell.isprintable() and cell[-1] != " ":
            return cell
        return str(careful(cell))

    return read


def _key(longest: int) -> Reader:
    def read(cell: str) -> str:
        written = cell.strip()
        if len(written) > longest or not _KEY_CHARACTERS.issuperset(written) or written[0] in "-":
            raise Unfit(f"{quoted(cell)} may hold only letters, figures and - _ / . : and at most {longest} of them.")
        return written

    return read


def _length_columns(prefix: str) -> tuple[Column, ...]:
    most = {"years": 99, "months": 1188, "weeks": 5148, "days": 30000}
    return tuple(Column(f"{prefix}_{unit}", _often(whole_number(n)), when_empty=0) for unit, n in most.items())


_ALL = (
    Column("result_id", _key(60), required=True),
    Column("result_version", _often(whole_number(9999)), when_empty=1),
    Column("hearing_id", _key(60), required=True),
    Column("defendant_id", _key(60), required=True),
    Column("court_code", _often(text(8)), required=True),
    Column("court_case_reference", _words(40), when_empty=""),
    Column("urn", _words(20), when_empty=""),
    Column("asn", _words(25), when_empty=""),
    Column("police_force", _often(text(80)), when_empty=""),
    Column("defendant_first_names", _words(100), when_empty=""),
    Column("defendant_last_name", _words(100), required=True),
    Column("defendant_aliases", _words(500), when_empty=""),
    Column("defendant_date_of_birth", _often(day(EARLIEST_BIRTH))),
    Column("defendant_sex", _often(one_of(SEXES)), when_empty=""),
    Column("defendant_pnc", _words(40), when_empty=""),
    Column("defendant_cro", _words(40), when_empty=""),
    Column("defendant_noms_number", _words(40), when_empty=""),
    Column("offence_code", _often(text(12)), when_empty=""),
    Column("offence_wording", _words(300), when_empty=""),
    Column("offence_date", _often(day(EARLIEST_OFFENCE))),
    Column("plea", _often(one_of(PLEAS)), when_empty=""),
    Column("finding", _often(one_of(FINDINGS)), when_empty=""),
    Column("result", _often(one_of(ResultKind.values)), required=True),
    Column("disposal", _often(one_of(Disposal.values)), when_empty=""),
    *_length_columns("sentence"),
    Column("consecutive", _often(one_of(YES_OR_NO)), when_empty=""),
    *_length_columns("aggregate"),
    Column("remand_days", _often(whole_number(9999))),
    Column("sentenced_on", _often(day(EARLIEST_COUNTED)), required=True),
    Column("youth", _often(one_of(YES_OR_NO)), when_empty=""),
    Column("changes_result_id", _key(60), when_empty=""),
    Column("harmed_first_names", _words(100), when_empty=""),
    Column("harmed_last_name", _words(100), when_empty=""),
    Column("harmed_date_of_birth", _often(day(EARLIEST_BIRTH))),
    Column("harmed_postcode", _words(10), when_empty=""),
    Column("harmed_relation", _words(200), when_empty=""),
)
COLUMNS: dict[str, Column] = {column.name: column for column in _ALL}
LENGTH_NEEDED = frozenset({Disposal.IMPRISONMENT, Disposal.DETENTION_S250, Disposal.DTO})


class CourtRow(NamedTuple):
    """The fields bear the names of the columns; `row` is its number in the file, or its place in the call."""

    row: int
    result_id: str
    result_version: int
    hearing_id: str
    defendant_id: str
    court_code: str
    court_case_reference: str
    urn: str
    asn: str
    police_force: str
    defendant_first_names: str
    defendant_last_name: str
    defendant_aliases: str
    defendant_date_of_birth: date | None
    defendant_sex: str
    defendant_pnc: str
    defendant_cro: str
    defendant_noms_number: str
    offence_code: str
    offence_wording: str
    offence_date: date | None
    plea: str
    finding: str
    result: str
    disposal: str
    sentence_years: int
    sentence_months: int
    sentence_weeks: int
    sentence_days: int
    consecutive: str
    aggregate_years: int
    aggregate_months: int
    aggregate_weeks: int
    aggregate_days: int
    remand_days: int | None
    sentenced_on: date
    youth: str
    changes_result_id: str
    harmed_first_names: str
    harmed_last_name: str
    harmed_date_of_birth: date | None
    harmed_postcode: str
    harmed_relation: str

    @property
    def length(self) -> Length:
        return Length(self.sentence_years, self.sentence_months, self.sentence_weeks, self.sentence_days)

    @property
    def aggregate(self) -> Length:
        """The whole term of the hearing when sentences run one after another; all noughts when not given."""
        return Length(self.aggregate_years, self.aggregate_months, self.aggregate_weeks, self.aggregate_days)

    @property
    def harmed(self) -> str:
        return f"{self.harmed_first_names} {self.harmed_last_name}".strip()

    @property
    def aliases(self) -> list[tuple[str, str]]:
        """Each alias as first names and last name; they are written one after another with semicolons."""
        names = [" ".join(alias.split()) for alias in self.defendant_aliases.split(";")]
        return [(alias.rpartition(" ")[0][:100], alias.rpartition(" ")[2][:100]) for alias in names if alias]


def content_hash(raw: Mapping[str, str]) -> str:
    """The same for the same cells, whatever the order of the columns."""
    cells = [raw.get(name, "") for name in COLUMNS]
    return hashlib.sha256(f"[{', '.join(map(encode_basestring_ascii, cells))}]".encode()).hexdigest()


_DATES = ("defendant_date_of_birth", "offence_date", "sentenced_on", "harmed_date_of_birth")
_WHEN_EMPTY: dict[str, Any] = {name: column.when_empty for name, column in COLUMNS.items()}
_REQUIRED = [name for name, column in COLUMNS.items() if column.required]
_ORDER = {name: place for place, name in enumerate(COLUMNS)}


def read_court_row(number: int, cells: Mapping[str, str], today: date) -> tuple[CourtRow | None, list[Fault]]:
    """The row, or every fault in it. Looking a court, a force or an offence up is not done here."""
    values = _WHEN_EMPTY.copy()
    faults: list[Fault] = []
    for name, cell in cells.items():
        if not cell or cell.isspace():
            continue
        try:
            values[name] = COLUMNS[name].read(cell)
        except Unfit as why:
            faults.append(Fault(number, name, str(why)))
    for name in _REQUIRED:
        cell = cells[name]
        if not cell or cell.isspace():
            faults.append(Fault(number, name, "This must not be empty."))
    faults.sort(key=lambda fault: _ORDER[fault.column])
    faulty = {fault.column for fault in faults}
    faults += [Fault(number, name, why) for name, why in _at_odds(values, today) if name not in faulty]
    return (None if faults else CourtRow(number, *values.values())), faults


def _at_odds(values: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """Values that cannot all be true: the column to look at, and why. A value that could not be read is None here."""
    born, offence_on, sentenced_on = (
        values[name] for name in ("defendant_date_of_birth", "offence_date", "sentenced_on")
    )
    for name in _DATES:
        if (on := values[name]) and on > today:
            yield name, f"{on} has not come yet."
    if offence_on and sentenced_on and offence_on > sentenced_on:
        yield "offence_date", f"The offence is dated after the sentence, {sentenced_on}."
    if born and offence_on and offence_on < born:
        yield "offence_date", f"The offence is dated before the offender was born, {born}."
    if born and sentenced_on and too_young_to_be_sentenced(born, sentenced_on):
        yield "defendant_date_of_birth", f"The offender would have been under {YOUNGEST_SENTENCED} when sentenced."
    if not values["offence_code"] and not values["offence_wording"]:
        yield "offence_wording", "The offence needs a code or words: both are empty."
    if values["harmed_first_names"] and not values["harmed_last_name"]:
        yield "harmed_last_name", "The person harmed has first names and no last name. Write what is known here."
    yield from _sentence_at_odds(values)


def _sentence_at_odds(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind, disposal = values["result"], values["disposal"]
    if kind in {None, ResultKind.WITHDRAWN} or values["finding"] == "not_guilty":
        return
    if not disposal:
        yield "disposal", "A sentence needs its disposal, such as imprisonment."
    if kind == ResultKind.ACTIVATION and disposal == Disposal.SUSPENDED:
        yield "disposal", "An activated sentence is served: write imprisonment or detention, with the time to serve."
    if disposal in HOSPITAL and any(values[f"sentence_{unit}"] for unit in ("years", "months", "weeks", "days")):
        yield "disposal", "A hospital order has no length. Remove the length, or write the sentence that has it."
