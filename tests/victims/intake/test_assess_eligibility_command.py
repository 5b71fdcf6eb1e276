"""`assess_eligibility` as scripts use it: rows out with their verdict, and one sentence for each thing wrong."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
VECTORS = Path(settings.BASE_DIR) / "data" / "reference" / "eligibility_vectors.csv"
HEADER = "offence_code,offence_date,sentenced_on,disposal,years,months,weeks,days,region_vns_live_from"
STALKING = "PH97006,2024-05-01,2025-01-20,imprisonment,0,6,0,0,2024-01-01"


def run(path: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, what was printed, and what was said beside it."""
    out, beside = StringIO(), StringIO()
    try:
        call_command("assess_eligibility", str(path), *arguments, stdout=out, stderr=beside)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), beside.getvalue()
    return 0, out.getvalue(), beside.getvalue()


def assessed(folder: Path, content: str | bytes) -> tuple[int, dict[str, Any]]:
    path = folder / "sheet.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    code, printed, _ = run(path, "--json")
    return code, json.loads(printed)


def test_every_hand_worked_case_comes_back_with_its_verdict() -> None:
    code, printed, _ = run(VECTORS)
    rows = list(csv.DictReader(StringIO(printed)))
    assert code == 0
    assert len(rows) >= 35
    assert [row["case"] for row in rows if row["verdict"] != row["expected_verdict"]] == []
    assert all(row["rule"] and row["reason"] for row in rows)


def test_what_somebody_expected_is_kept_beside_what_we_say(tmp_path: Path) -> None:
    code, found = assessed(tmp_path, f"{HEADER},reason\n{STALKING},their words\n")
    [row] = found["rows"]
    assert (code, row["expected_reason"], row["verdict"]) == (0, "their words", "VNS")
    assert row["reason"].startswith("Stalking without fear")


def test_a_row_that_cannot_be_assessed_does_not_hide_the_others(tmp_path: Path) -> None:
    wrong = STALKING.replace("2025-01-20", "20/01/2025").replace("imprisonment", "gaol")
    code, found = assessed(tmp_path, f"{HEADER}\n{wrong}\n{STALKING}\n")
    assert code == 1
    assert [(fault["row"], fault["column"]) for fault in found["errors"]] == [(2, "sentenced_on"), (2, "disposal")]
    assert [row["verdict"] for row in found["rows"]] == ["", "VNS"]
    assert "must be a date" in found["rows"][0]["reason"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "The file is empty."),
        (HEADER, "There are no rows beneath the header."),
        (HEADER.replace("disposal,", "") + "\nx", "The column disposal is missing."),
        (HEADER.replace(",", ";") + "\nx", "The columns are not separated by commas."),
        (b"PK\x03\x04rest", "a spreadsheet or zip file, not a CSV file."),
        (f"{HEADER},caf\xe9\n".encode("latin-1"), "The file is not UTF-8"),
        (",".join(f"c{place}" for place in range(100_000)), "The header has 100,000 columns; the most we take is 60."),
        (f"{HEADER}\n{STALKING},one more\n", "This row has 10 cells and the header has 9."),
        (f"{HEADER}\n{STALKING}\n".encode() + b" " * 11 * 1024 * 1024, "The file is larger than 10 MB."),
        (f"{HEADER},discretionary_ground\n{STALKING},=1+1\n", "which a spreadsheet would run as a formula."),
        (f"{HEADER}\n{STALKING.replace('2025-01-20', '2925-01-20')}\n", "is too far ahead to be right."),
        (f"{HEADER}\n{STALKING.replace('2025-01-20', '2025-02-30')}\n", "is not a date in the calendar"),
        (f"{HEADER}\n{STALKING.replace(',6,', ',-6,')}\n", "“-6”"),
    ],
    ids=[
        "empty",
        "no rows",
        "no column",
        "semicolons",
        "zip",
        "latin",
        "wide",
        "long row",
        "large",
        "formula",
        "far",
        "no such day",
        "negative",
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, content: str | bytes, says: str) -> None:
    code, found = assessed(tmp_path, content)
    assert code == 1
    assert len(found["errors"]) == 1
    assert says in found["errors"][0]["message"]


def test_without_json_the_faults_stand_beside_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(f"{HEADER}\n{STALKING.replace('imprisonment', 'gaol')}\n{STALKING}\n")
    code, printed, beside = run(path)
    assert code == 1
    assert [row["verdict"] for row in csv.DictReader(StringIO(printed))] == ["", "VNS"]
    assert beside.startswith("Row 2, disposal: “gaol” is not one of")


def test_a_cell_that_a_spreadsheet_would_run_comes_out_as_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(f"{HEADER},note\n{STALKING},=1+1\n")
    _, printed, _ = run(path)
    assert next(csv.DictReader(StringIO(printed)))["note"] == "'=1+1"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "none.csv")


def test_for_a_program_the_answer_is_json_even_then(tmp_path: Path) -> None:
    code, printed, beside = run(tmp_path / "none.csv", "--json")
    [error] = json.loads(printed)["errors"]
    assert (code, beside) == (1, "")
    assert "cannot be read: No such file" in error["message"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("begins", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked as UTF-8"])
def test_a_file_as_spreadsheets_save_it_is_read(tmp_path: Path, begins: bytes, ends: str) -> None:
    code, found = assessed(tmp_path, begins + ends.join([f"{HEADER},ward", f"{STALKING},7", ""]).encode())
    assert (code, found["errors"]) == (0, [])
    assert [(row["verdict"], row["ward"]) for row in found["rows"]] == [("VNS", "7")]
