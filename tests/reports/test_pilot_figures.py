"""The figures of the 2025 evaluation come out of the pilot's caseload, cell by cell."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from reports.actions.month_figures import count_months
from tests.reports import pilot


def performance(*arguments: str, first: str = "2022-04-01") -> list[dict[str, Any]]:
    out = StringIO()
    call_command("performance", "--from", first, "--to", "2023-06-30", *arguments, "--json", stdout=out)
    cells: list[dict[str, Any]] = json.loads(out.getvalue())["cells"]
    return cells


def same_as_expected(cells: list[dict[str, Any]]) -> None:
    found = {(cell["group"], cell["stage"]): cell for cell in cells}
    expected = {(row["region"], row["stage"]): row for row in pilot.published("table_4_targets")}
    assert len(expected) == 12
    assert found.keys() == expected.keys()
    for place, row in expected.items():
        cell = found[place]
        same = ("n", "on_time", "min_days", "max_days")
        assert {name: cell[name] for name in same} == {name: row[name] for name in same}, place
        assert cell["on_time_percent"] == pytest.approx(row["on_time_percent"], abs=1e-9), place
        assert cell["mean_days"] == pytest.approx(row["mean_days"], abs=0.0005), place


def test_every_cell_of_table_4_is_as_expected_whether_counted_now_or_kept(pilot_caseload: None) -> None:
    same_as_expected(performance("--scheme", "VNS", "--by", "region"))
    assert count_months() == 15
    same_as_expected(performance("--scheme", "VNS", "--by", "region"))


def test_cells_round_to_what_the_report_printed(pilot_caseload: None) -> None:
    found = {(cell["group"], cell["stage"]): cell for cell in performance("--by", "region")}
    for row in pilot.published("table_4_targets"):
        cell, printed = found[row["region"], row["stage"]], row["printed"]
        rounded = (round(cell["on_time_percent"]), round(cell["mean_days"], 1))
        assert rounded == (printed["on_time_percent"], printed["mean_days"])


def test_a_period_leaves_out_what_was_sentenced_outside_it(pilot_caseload: None) -> None:
    overall = performance(first="2022-04-02")[-1]
    assert overall["group"] == "Overall"
    assert overall["n"] == 515 - 1  # one case was sentenced on 1 April 2022


def test_there_are_no_cells_for_a_scheme_nobody_is_in(pilot_caseload: None) -> None:
    assert performance("--scheme", "VCS") == []
    assert performance("--scheme", "VNS") != []
