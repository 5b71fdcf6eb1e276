"""Every fault of a file is one clear sentence with its row and column. No database is asked."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tests.victims.intake.caseload_files import GOOD_ROW, PILOT, SOMEBODY_ELSE, file_of, row
from victims.intake.caseload_columns import COLUMNS
from victims.intake.caseload_format import MOST_FAULTS, read_caseload
from victims.intake.csv_records import LONGEST_CELL

TODAY = date(2026, 11, 20)


def faults_of(content: bytes) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in read_caseload(io.BytesIO(content), TODAY).faults]


def only_fault_of(content: bytes) -> tuple[int, str, str]:
    (fault,) = faults_of(content)
    return fault


def test_the_pilot_file_has_519_rows_and_no_fault() -> None:
    with PILOT.open("rb") as file:
        found = read_caseload(file, TODAY)
    assert (found.count, len(found.rows), found.faults) == (519, 519, [])


def test_columns_may_stand_in_any_order_and_give_the_same_fingerprint() -> None:
    forwards = read_caseload(io.BytesIO(file_of(row())), TODAY).rows[0]
    backwards = read_caseload(io.BytesIO(file_of(row(), columns=list(reversed(COLUMNS)))), TODAY).rows[0]
    assert forwards == backwards
    assert forwards.fingerprint == backwards.fingerprint


def test_another_fact_gives_another_fingerprint() -> None:
    first, second = read_caseload(io.BytesIO(file_of(row(), row(**SOMEBODY_ELSE, remand_days="0"))), TODAY).rows
    assert first.fingerprint != second.fingerprint
    same_but_remand = read_caseload(io.BytesIO(file_of(row(remand_days="0"))), TODAY).rows[0]
    assert same_but_remand.fingerprint != first.fingerprint


def test_a_byte_order_mark_and_either_line_ending_are_accepted() -> None:
    content = file_of(row())
    assert faults_of(b"\xef\xbb\xbf" + content) == []
    assert faults_of(content.replace(b"\r\n", b"\n")) == []


def test_a_quoted_line_break_keeps_rows_numbered_as_a_spreadsheet_does() -> None:
    content = file_of(row(offence_label="Stalking,\nwith a “second” line"), row(**SOMEBODY_ELSE, disposal="gaol"))
    assert only_fault_of(content)[:2] == (3, "disposal")


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", (1, ""), "The file is empty."),
        (file_of(), (1, ""), "no rows beneath the header"),
        (file_of(row()).replace(b",scheme", b""), (1, "scheme"), "The column scheme is missing."),
        (file_of(row()).replace(b",scheme", b",scheme,shoe_size"), (1, "shoe_size"), "is not a column of this file"),
        (file_of(row()).replace(b",scheme", b",scheme,court"), (1, "court"), "stands in the header twice"),
        (file_of(row()).replace(b",", b";"), (1, ""), "not separated by commas"),
        (file_of(row(victim_first_names="María")).decode().encode("latin-1"), (2, "victim_first_names"), "not UTF-8"),
        (file_of(row()).decode().encode("utf-16"), (1, ""), "UTF-16"),
        (b"PK\x03\x04" + b"\0" * 100, (1, ""), "a spreadsheet or zip file"),
        (file_of(row()).replace(b"Maria", b"Ma\0ria"), (2, "victim_first_names"), "NUL byte"),
        (
            file_of(row()).replace(b"Maria", b"M" * 10_000_000),
            (2, "victim_first_names"),
            f"{LONGEST_CELL:,} characters",
        ),
        (file_of(row()).replace(b"Maria", b'"Maria'), (2, ""), "quotation mark"),
        (b",".join([b"a"] * 100_000), (1, ""), "The header has 100,000 columns"),
        (file_of(row()).replace(b"Maria", b"Maria,Anna"), (2, ""), "29 cells and the header has 28"),
        (file_of(row()).replace(b",VNS", b""), (2, ""), "27 cells and the header has 28"),
        (file_of(row()) + b"," * 27 + b"\r\n", (3, ""), "This row is empty"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value)[:30],
)
def test_a_file_that_is_not_what_it_should_be_is_one_sentence(
    content: bytes, place: tuple[int, str], words: str
) -> None:
    number, column, message = only_fault_of(content)
    assert (number, column) == place
    assert words in message


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("case_reference", "", "must not be empty"),
        ("case_reference", "KSS 26/1", "may hold only letters, figures"),
        ("sentenced_on", "2026-02-30", "is not a date in the calendar"),
        ("sentenced_on", "09/11/2026", "must be a date written year-month-day"),
        ("sentenced_on", "20261109", "must be a date written year-month-day"),
        ("sentenced_on", "1989-12-31", "is before 1 January 1990"),
        ("referred_on", "2026-11-21", "has not come yet"),
        ("referred_on", "2025-11-01", "more than a year before the sentence"),
        ("first_contact_on", "2026-11-08", "is before the sentence"),
        ("first_contact_channel", "phone", "no date in first_contact_on"),
        ("offence_date", "2026-11-10", "dated after the sentence"),
        ("offender_date_of_birth", "2018-01-01", "under 10 when sentenced"),
        ("disposal", "gaol", "is not one of: imprisonment"),
        ("victim_category", "friend", "is not one of: adult"),
        ("preferred_channel", "pigeon", "is not one of: phone"),
        ("scheme", "VSS", "is not one of: VCS"),
        ("sentence_weeks", "-4", "whole number from 0 to 5,148"),
        ("sentence_years", "100", "whole number from 0 to 99"),
        ("sentence_days", "1.5", "whole number"),
        ("remand_days", "٣", "whole number"),
        ("court", "x" * 161, "161 characters long. The most we can keep here is 160"),
        ("victim_first_names", "=1+1", "begins with =, which a spreadsheet would run"),
        ("victim_last_name", "@SUM(A1)", "begins with @"),
        ("offender_last_name", "\tDray", "begins with a tab"),
        ("offender_first_names", " +44", "begins with +"),
        ("victim_last_name", "-Fenn", "begins with -"),
        ("victim_last_name", "Fe\x07nn", "cannot be printed"),
        ("victim_last_name", "\u200b=1+1", "begins with =, which a spreadsheet would run"),
        ("victim_last_name", "\u202e\u200b", "nothing here but marks that cannot be seen"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_row_and_column(column: str, cell: str, words: str) -> None:
    found = faults_of(file_of(row(**{column: cell})))
    assert [(number, name) for number, name, _ in found] == [(2, column)]
    assert words in found[0][2]


def test_an_offence_needs_a_code_or_words() -> None:
    assert only_fault_of(file_of(row(offence_code="", offence_label="")))[:2] == (2, "offence_label")


def test_every_fault_of_every_row_is_listed() -> None:
    content = file_of(
        row(disposal="gaol", scheme="", sentence_weeks="x"), row(**SOMEBODY_ELSE, victim_last_name="", region="")
    )
    assert [(number, column) for number, column, _ in faults_of(content)] == [
        (2, "disposal"),
        (2, "sentence_weeks"),
        (2, "scheme"),
        (3, "region"),
        (3, "victim_last_name"),
    ]


def test_a_reference_that_stands_twice_names_the_first_row() -> None:
    content = file_of(row(), row(**{**SOMEBODY_ELSE, "case_reference": GOOD_ROW["case_reference"]}))
    assert only_fault_of(content) == (3, "case_reference", "“KSS-26-9001” already stands in row 2.")


def test_contact_may_come_before_the_referral() -> None:
    assert faults_of(file_of(row(first_contact_on="2026-11-10"))) == []


def test_a_file_of_nothing_but_faults_is_given_up_in_words() -> None:
    found = read_caseload(io.BytesIO(file_of(*[row(disposal="gaol")] * 6000)), TODAY)
    assert len(found.faults) <= MOST_FAULTS + 2
    assert "rows after this one were not checked" in found.faults[-1].message
    assert found.count < 6000


def test_progress_is_told_on_the_way() -> None:
    told: list[int] = []
    rows = [row(case_reference=f"R-{number}") for number in range(1200)]
    read_caseload(io.BytesIO(file_of(*rows)), TODAY, told.append)
    assert told == [500, 1000, 1200]
