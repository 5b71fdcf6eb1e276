"""The last line of the fault drills is one that a machine can look for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drills.oracle import Judgement
from drills.table import Row, heading, line, total

CLEAN = Judgement(expected=5000, arrived=4998, for_a_person=2, again=3, lost=0, duplicated=0, wrong_date=0)


def row(judgement: Judgement = CLEAN) -> Row:
    return Row("Redis flushed", judgement, kills=7, redis_losses=10, crashes=1, ambiguous=4, seconds=31.4)


def test_the_total_adds_up_and_ends_as_agreed() -> None:
    said = total([row(), row()])
    assert said.startswith(
        "TOTAL messages 10,000, kills 14, redis 20, postgres 2, ambiguous 8, again 6, for a person 4"
    )
    assert said.endswith("lost 0 duplicated 0 wrong date 0")


@pytest.mark.parametrize("fault", ["lost", "duplicated", "wrong_date"])
def test_one_fault_is_enough(fault: str) -> None:
    spoiled = row(replace(CLEAN, **{fault: 1}))
    assert not spoiled.is_clean
    assert f"{fault.replace('_', ' ')} 1" in total([row(), spoiled])
    assert row().is_clean


def test_every_number_stands_under_its_word() -> None:
    assert len(heading()) == len(line(row()))
