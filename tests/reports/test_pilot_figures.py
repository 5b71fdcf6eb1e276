"""The figures of the 2025 evaluation come out of the pilot's caseload, cell by cell."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.reports import pilot

pytestmark = pytest.mark.django_db
PERIOD = ["--from", "2022-04-01", "--to", "2023-06-30"]


@pytest.fixture
def caseload(db: None) -> None:
    pilot.load()


def performance(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("performance", *PERIOD, *arguments, "--json", stdout=out)
    cells: list[dict[str, Any]] = json.loads(out.getvalue())["cells"]
    return cells


def test_every_cell_of_table_4_is_as_expected(caseload: None) -> None:
    found = {(cell["group"], cell["stage"]): cell for cell in performance("--scheme", "VNS", "--by", "region")}
    expected = {(row["region"], row["stage"]): row for row in pilot.published("table_4_targets")}
    assert len(expected) == 12
    assert found.keys() == expected.keys()
    for place, row in expected.items():
        cell = found[place]
        same = ("n", "on_time", "min_days", "max_days")
        assert {name: cell[name] for name in same} == {name: row[name] for name in same}, place
        assert cell["on_time_percent"] == pytest.approx(row["on_time_percent"], abs=1e-9), place
        assert cell["mean_days"] == pytest.approx(row["mean_days"], abs=0.0005), place


def test_cells_round_to_what_the_report_printed(caseload: None) -> None:
    found = {(cell["group"], cell["stage"]): cell for cell in performance("--by", "region")}
    for row in pilot.published("table_4_targets"):
        cell, printed = found[row["region"], row["stage"]], row["printed"]
        assert (round(cell["on_time_percent"]), round(cell["mean_days"], 1)) == (
            printed["on_time_percent"],
            printed["mean_days"],
        )


def test_the_shape_of_a_cell_is_the_stable_one(caseload: None) -> None:
    names = ["scheme", "group", "stage", "n", "on_time", "on_time_percent", "mean_days", "min_days", "max_days"]
    assert list(performance("--scheme", "VNS")[0]) == names


def test_the_last_group_of_a_scheme_is_overall(caseload: None) -> None:
    groups = [cell["group"] for cell in performance("--scheme", "VNS", "--by", "wcu")]
    assert groups[-3:] == ["Overall"] * 3
    assert "Overall" not in groups[:-3]


def test_a_period_leaves_out_what_was_sentenced_outside_it(caseload: None) -> None:
    out = StringIO()
    call_command("performance", "--from", "2022-04-02", "--to", "2023-06-30", "--json", stdout=out)
    overall = json.loads(out.getvalue())["cells"][-3]
    assert overall["group"] == "Overall"
    assert overall["n"] == 515 - 1  # one case was sentenced on 1 April 2022


def test_there_are_no_cells_for_a_scheme_nobody_is_in(caseload: None) -> None:
    assert performance("--scheme", "VCS") == []
