"""The command as scripts use it: its exit code and its JSON."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.victims.intake.caseload_files import PILOT, SOMEBODY_ELSE, file_of, row, rows_of_every_table
from victims.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command("import_caseload", *arguments, stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def as_json(*arguments: str) -> tuple[int, dict[str, Any]]:
    code, printed = run(*arguments, "--json")
    return code, json.loads(printed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.csv").write_bytes(file_of(row(), row(**SOMEBODY_ELSE)))
    (tmp_path / "bad.csv").write_bytes(file_of(row(disposal="gaol", victim_last_name="=1"), row(**SOMEBODY_ELSE)))
    return tmp_path


def test_all_rows_in_is_exit_0(folder: Path) -> None:
    assert as_json(str(folder / "good.csv")) == (0, {"rows": 2, "created": 2, "unchanged": 0, "errors": []})
    assert as_json(str(folder / "good.csv")) == (0, {"rows": 2, "created": 0, "unchanged": 2, "errors": []})


def test_errors_are_exit_1_with_row_column_and_message_and_nothing_is_written(folder: Path) -> None:
    before = rows_of_every_table()
    code, said = as_json(str(folder / "bad.csv"))
    assert (code, said["rows"], said["created"], said["unchanged"]) == (1, 2, 0, 0)
    assert [set(error) for error in said["errors"]] == [{"row", "column", "message"}] * 2
    assert [(error["row"], error["column"]) for error in said["errors"]] == [(2, "disposal"), (2, "victim_last_name")]
    assert rows_of_every_table() == before


def test_errors_in_words_name_row_and_column(folder: Path) -> None:
    code, printed = run(str(folder / "bad.csv"))
    assert code == 1
    assert "Row 2, disposal: “gaol” is not one of" in printed
    assert printed.rstrip().endswith("2 faults in 2 rows. Nothing was written.")


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = rows_of_every_table()
    assert as_json(str(folder / "good.csv"), "--dry-run")[1]["created"] == 2
    assert "this was a dry run" in run(str(folder / "good.csv"), "--dry-run")[1]
    assert rows_of_every_table() == before


def test_a_file_that_is_not_there_is_one_sentence(folder: Path) -> None:
    with pytest.raises(CommandError, match=r"none.csv cannot be read: No such file or directory\."):
        call_command("import_caseload", str(folder / "none.csv"))


def test_the_command_takes_every_region() -> None:
    assert as_json(str(PILOT))[1]["created"] == 519
    assert set(Enrolment.objects.values_list("region", flat=True)) == {"N57", "N54", "N59"}
