"""What is made ahead comes in its order, as on the same day, and a fault in making it comes in its turn."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from victims.intake.slice_after_slice import garbage_collected_between_slices, made_ahead
from vlu.lib import clock

LONG_AGO = datetime(2020, 2, 29, 12, tzinfo=UTC)


def days(count: int) -> Iterator[tuple[int, int]]:
    for number in range(count):
        yield number, clock.today().year
    raise ValueError("The file ends badly.")


def test_items_come_in_order_on_the_day_of_whoever_asks_and_a_fault_comes_last() -> None:
    with clock.frozen_at(LONG_AGO):
        coming = made_ahead(days(3))
        assert [next(coming) for _ in range(3)] == [(0, 2020), (1, 2020), (2, 2020)]
        with pytest.raises(ValueError, match="ends badly"):
            next(coming)


def test_somebody_who_stops_early_is_not_troubled_by_what_comes_after() -> None:
    coming = made_ahead(days(1))
    assert next(coming)[0] == 0
    coming.close()


def _take_all(items: Iterator[tuple[int, int]]) -> None:
    with garbage_collected_between_slices():
        assert not gc.isenabled()
        list(items)


def test_garbage_is_looked_for_again_after_an_import_that_failed() -> None:
    with pytest.raises(ValueError, match="ends badly"):
        _take_all(days(1))
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
