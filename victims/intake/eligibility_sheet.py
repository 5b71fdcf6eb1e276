"""A sheet of offences and sentences: bytes in; each row with its verdict, its rule and its reasons, or what is wrong.

The columns are those of data/reference/eligibility_vectors.csv. Columns we do not know are given back as they came.
Nothing is stored.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from cases.enums import Disposal, Jurisdiction, Verdict
from cases.queries.offence_table import OffenceTable
from cases.queries.rule_sets import all_rule_sets, rule_set_among
from cases.rules.eligibility import Assessment, EligibilityFacts, assess
from cases.rules.sentence_length import Length
from victims.intake.caseload_columns import Column, Unfit, day, one_of, quoted, reference, text, whole_number
from victims.intake.caseload_row import Fault
from victims.intake.csv_records import HEADER, SAVE_AGAIN, CannotGoOn, CsvRecords

LARGEST_SHEET = 10 * 1024 * 1024  # bytes
MOST_COLUMNS = 60
MOST_FAULTS = 1_000
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
ANSWERS = ("verdict", "rule", "reason")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _until_latest(cell: str) -> date:
    found: date = day(EARLIEST)(cell)
    if found > LATEST:
        raise Unfit(f"{quoted(cell)} is too far ahead to be right.")
    return found


_NEEDED = (
    Column("offence_code", text(12), when_empty=""),
    Column("offence_date", _until_latest),
    Column("sentenced_on", _until_latest, required=True),
    Column("disposal", one_of(Disposal.values), required=True),
    Column("years", whole_number(99), when_empty=0),
    Column("months", whole_number(1188), when_empty=0),
    Column("weeks", whole_number(5148), when_empty=0),
    Column("days", whole_number(30000), when_empty=0),
    Column("region_vns_live_from", _until_latest),
)
_MAY_BE_THERE = (
    Column("offender_age", whole_number(120)),
    Column("court_jurisdiction", one_of(Jurisdiction.values), when_empty=Jurisdiction.ENGLAND_WALES),
    Column("discretionary_ground", reference, when_empty=""),
)


@dataclass
class AssessedSheet:
    """`rows` are all rows in their order; one that could not be assessed has no verdict, and its faults as reason."""

    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def assess_sheet(stream: BinaryIO) -> AssessedSheet:
    """Raises NoRuleSet when no reference data is loaded."""
    found = AssessedSheet()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size > LARGEST_SHEET:
        found.faults = [Fault(HEADER, "", "The file is larger than 10 MB. Split it, each part with the header.")]
        return found
    records = CsvRecords(stream)
    try:
        records.header = _header(records)
        found.columns = [*_as_given_back(records.header), *ANSWERS]
        _assess_rows(found, records)
    except CannotGoOn as stop:
        found.faults.append(stop.fault)
    return found


def _header(records: CsvRecords) -> list[str]:
    """Raises CannotGoOn for a header we cannot work with."""
    first = next(records, None)
    if first is None:
        raise CannotGoOn(HEADER, "The file is empty.")
    header = [cell.strip().casefold() for cell in first[1]]
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        raise CannotGoOn(HEADER, f"The columns are not separated by commas. {SAVE_AGAIN}")
    if len(header) > MOST_COLUMNS:
        raise CannotGoOn(HEADER, f"The header has {len(header):,} columns; the most we take is {MOST_COLUMNS}.")
    for column in _NEEDED:
        if column.name not in header:
            raise CannotGoOn(HEADER, f"The column {column.name} is missing.", column.name)
    for position, name in enumerate(header, start=1):
        if not name:
            raise CannotGoOn(HEADER, f"Column {position} has no name in the header.")
        if header.index(name) != position - 1:
            raise CannotGoOn(HEADER, f"The column {quoted(name)} stands in the header twice.", name[:60])
    return header


def _as_given_back(header: list[str]) -> list[str]:
    """Our answers have names of their own: a column that bears one came as what somebody expected."""
    return [f"expected_{name}" if name in ANSWERS else name for name in header]


def _assess_rows(found: AssessedSheet, records: CsvRecords) -> None:
    table, rule_sets = OffenceTable(), all_rule_sets()
    for number, cells in records:
        faults: list[Fault] = []
        given = dict(zip(found.columns, cells, strict=False))
        if len(cells) != len(records.header):
            why = f"This row has {len(cells):,} cells and the header has {len(records.header)}."
            faults = [Fault(number, "", f"{why} Text with a comma in it needs quotation marks round it.")]
        else:
            values, faults = _values(number, dict(zip(records.header, cells, strict=True)))
        if faults:
            found.faults += faults
            given |= {"verdict": "", "rule": "", "reason": " ".join(fault.message for fault in faults)}
        else:
            facts = _facts(values, table)
            given |= _answers(assess(facts, rule_set_among(rule_sets, facts.sentenced_on)))
        found.rows.append(given)
        if len(found.faults) >= MOST_FAULTS:
            raise CannotGoOn(number, f"There are {MOST_FAULTS:,} faults or more: rows after this one were not read.")
    if not found.rows:
        raise CannotGoOn(HEADER, "There are no rows beneath the header.")


def _values(number: int, cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in (*_NEEDED, *_MAY_BE_THERE):
        cell = cells.get(column.name, "")
        try:
            values[column.name] = column.read(cell) if cell.strip() else column.when_empty
        except Unfit as why:
            faults.append(Fault(number, column.name, str(why)))
        if column.required and not cell.strip():
            faults.append(Fault(number, column.name, "This must not be empty."))
    return values, faults


def _facts(values: Mapping[str, Any], table: OffenceTable) -> EligibilityFacts:
    return EligibilityFacts(
        offence=table.facts_of(values["offence_code"]),
        disposal=values["disposal"],
        length=Length(values["years"], values["months"], values["weeks"], values["days"]),
        sentenced_on=values["sentenced_on"],
        committed_on=values["offence_date"],
        vns_live_from=values["region_vns_live_from"],
        jurisdiction=values["court_jurisdiction"],
        discretionary_ground=values["discretionary_ground"],
        code=values["offence_code"],
        offender_age=values["offender_age"],
    )


def _answers(answer: Assessment) -> dict[str, str]:
    return {"verdict": answer.verdict.value, "rule": answer.rule, "reason": " ".join(answer.reasons)}


def verdict_in_words(row: Mapping[str, str]) -> str:
    return Verdict(row["verdict"]).label if row["verdict"] else "Not assessed"


def for_spreadsheet(sheet: AssessedSheet) -> Iterator[list[str]]:
    """The header and each row. A cell a spreadsheet would run as a formula is given a leading apostrophe."""
    yield [_inert(name) for name in sheet.columns]
    for row in sheet.rows:
        yield [_inert(row.get(name, "")) for name in sheet.columns]


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(STARTS_A_FORMULA) else cell
