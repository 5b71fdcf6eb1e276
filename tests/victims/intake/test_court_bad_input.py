"""Bad input: a sentence for each fault, and every other row is taken all the same."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from tests.victims.intake.court_files import SOMEBODY_ELSE, bring, file_of, row, units_for
from victims.intake.court_columns import COLUMNS
from victims.models import CourtResult


@pytest.fixture(autouse=True)
def _kent_asks(friday: datetime) -> None:
    units_for("Kent")


pytestmark = pytest.mark.django_db


def _zip() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("results.csv", file_of(row()))
    return made.getvalue()


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"sentenced_on": "2026-12-01"}, "sentenced_on", "2026-12-01 has not come yet."),
        ({"disposal": "gaol"}, "disposal", "“gaol” is not one of"),
        ({"harmed_last_name": "=HYPERLINK(1)"}, "harmed_last_name", "which a spreadsheet would run as a formula"),
        ({"result_id": ""}, "result_id", "This must not be empty."),
        ({"offence_date": "2026-11-31"}, "offence_date", "is not a date in the calendar."),
        ({"disposal": "hospital_restricted"}, "disposal", "A hospital order has no length."),
        ({"result": "activation", "disposal": "suspended"}, "disposal", "An activated sentence is served"),
    ],
)
def test_a_row_with_a_fault_is_listed_and_the_next_is_taken(
    changes: dict[str, str], column: str, sentence: str
) -> None:
    tally = bring(row(**changes), row(**SOMEBODY_ELSE))
    assert (tally.rows, tally.created, tally.faulty) == (2, 1, 1)
    assert [(fault.row, fault.column) for fault in tally.errors] == [(2, column)]
    assert sentence in tally.errors[0].message
    assert [kept.result_id for kept in CourtResult.objects.all()] == ["R-2"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (_zip(), "This is a spreadsheet or zip file, not a CSV file."),
        (b",".join(b"c%d" % number for number in range(100_000)) + b"\n", "The header has 100,000 columns"),
        (file_of(row()).replace(b"hearing_id", b"hearing"), "The column hearing_id is missing."),
        (file_of(), "There are no rows beneath the header."),
        (",".join(COLUMNS).encode("utf-16"), "This is UTF-16 text, not a CSV file."),
    ],
)
def test_a_file_that_is_no_file_of_court_results_is_told_why(content: bytes, sentence: str) -> None:
    tally = bring(content=content)
    assert (tally.rows, tally.created) == (0, 0)
    assert sentence in tally.errors[0].message


@pytest.mark.parametrize("bad", [b"\x00", b"\xff"])
def test_what_hides_where_rows_end_stops_the_reading_and_earlier_rows_stand(bad: bytes) -> None:
    content = file_of(row(), row(**SOMEBODY_ELSE)).replace(b"Pell", b"Pe" + bad + b"ll")
    tally = bring(content=content)
    assert (tally.created, len(tally.errors), tally.errors[0].row) == (1, 1, 3)


def test_a_row_no_unit_would_see_is_a_fault_on_the_command_line() -> None:
    tally = bring(row(court_code="X99ZZ00", police_force="Nowhere"))
    assert (tally.created, tally.held) == (0, 0)
    assert "no unit would see this result" in tally.errors[0].message
