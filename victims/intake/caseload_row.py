"""One row of the historic caseload file: its cells as values, and what its values say about one another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from cases.rules.age import YOUNGEST_SENTENCED, too_young_to_be_sentenced
from cases.rules.exact_names import names_key
from cases.rules.sentence_length import Length
from victims.intake.caseload_columns import COLUMNS, Unfit

LONGEST_BEFORE_SENTENCE = timedelta(days=366)
_values_of = attrgetter(*COLUMNS)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the row as a spreadsheet numbers it (the header is 1), the column when it is one."""

    row: int
    column: str
    message: str

    @property
    def in_words(self) -> str:
        """As a line of its own, for whoever reads a command's answer."""
        return f"Row {self.row}{f', {self.column}' if self.column else ''}: {self.message}"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """The fields bear the names of the columns; `row` is its number in the file."""

    row: int
    case_reference: str
    region: str
    witness_care_unit: str
    court: str
    offender_first_names: str
    offender_last_name: str
    offender_date_of_birth: date | None
    offender_noms_number: str
    offender_pnc: str
    offender_crn: str
    offence_code: str
    offence_label: str
    offence_date: date | None
    sentenced_on: date
    disposal: str
    sentence_years: int
    sentence_months: int
    sentence_weeks: int
    sentence_days: int
    remand_days: int | None
    victim_first_names: str
    victim_last_name: str
    victim_category: str
    preferred_channel: str
    referred_on: date | None
    first_contact_on: date | None
    first_contact_channel: str
    scheme: str

    @property
    def length(self) -> Length:
        return Length(self.sentence_years, self.sentence_months, self.sentence_weeks, self.sentence_days)

    @property
    def fingerprint(self) -> str:
        """The same for the same facts, whatever the order of the columns or the way a number was written."""
        cells = ("" if value is None else str(value) for value in _values_of(self))
        return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()


SAME_NAME = (
    "The victim has the same name as the offender. If one of the names is wrong, mend it. If they are two people of "
    "one name, take the row out and have this person referred, so that nobody confuses the two."
)


def read_row(number: int, cells: dict[str, str], today: date) -> tuple[CaseloadRow | None, list[Fault]]:
    """The row, or every fault in it."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, column in COLUMNS.items():
        cell = cells[name]
        if not cell.strip():
            values[name] = column.when_empty
            if column.required:
                faults.append(Fault(number, name, "This must not be empty."))
            continue
        try:
            values[name] = column.read(cell)
        except Unfit as why:
            values[name] = column.when_empty
            faults.append(Fault(number, name, str(why)))
    faulty = {fault.column for fault in faults}
    faults += [Fault(number, name, why) for name, why in _at_odds(values, today) if name not in faulty]
    return (None if faults else CaseloadRow(number, **values)), faults


def _at_odds(values: dict[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """Values that cannot all be true: the column to look at, and why. A value that could not be read is None here."""
    for name in ("offender_date_of_birth", "offence_date", "sentenced_on", "referred_on", "first_contact_on"):
        if values[name] and values[name] > today:
            yield name, f"{values[name]} has not come yet."
    if not values["offence_code"] and not values["offence_label"]:
        yield "offence_label", "The offence needs a code or words: both are empty."
    if values["first_contact_channel"] and not values["first_contact_on"]:
        yield "first_contact_channel", "There is a way of contact but no date in first_contact_on."
    if sentenced_on := values["sentenced_on"]:
        yield from _at_odds_with_sentence(values, sentenced_on)
    if _is_one_name(values):
        yield "victim_last_name", SAME_NAME
    if (born := values["offender_date_of_birth"]) and (offence_on := values["offence_date"]) and offence_on < born:
        yield "offence_date", f"The offence is dated before the offender was born, {born}."


def _is_one_name(values: dict[str, Any]) -> bool:
    victim, offender = (
        names_key(values[f"{who}_first_names"] or "", values[f"{who}_last_name"] or "")
        for who in ("victim", "offender")
    )
    return victim == offender and any(victim)


def _at_odds_with_sentence(values: dict[str, Any], sentenced_on: date) -> Iterator[tuple[str, str]]:
    if (offence_on := values["offence_date"]) and offence_on > sentenced_on:
        yield "offence_date", f"The offence is dated after the sentence, {sentenced_on}."
    if (born := values["offender_date_of_birth"]) and too_young_to_be_sentenced(born, sentenced_on):
        yield "offender_date_of_birth", f"The offender would have been under {YOUNGEST_SENTENCED} when sentenced."
    if (referred_on := values["referred_on"]) and referred_on < sentenced_on - LONGEST_BEFORE_SENTENCE:
        yield "referred_on", f"{referred_on} is more than a year before the sentence, {sentenced_on}."
    if (contact_on := values["first_contact_on"]) and contact_on < sentenced_on:
        yield "first_contact_on", f"{contact_on} is before the sentence, {sentenced_on}."
