"""Where the parts of charts stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.count import count_chart
from reports.charts.spread import ranges_around, spread_chart
from reports.charts.target import target_chart
from reports.figures import Moments


@given(st.dictionaries(st.integers(-300, 900), st.integers(1, 50), max_size=60), st.sampled_from([5, 10, 15, 20, 40]))
def test_the_columns_of_a_spread_hold_every_case_and_split_at_the_target(spread: dict[int, int], limit: int) -> None:
    chart = spread_chart("k", "t", spread, limit)
    assert sum(column.cases for column in chart.columns) == sum(spread.values())
    on_time = sum(cases for days, cases in spread.items() if days <= limit)
    assert sum(column.cases for column in chart.columns if not column.late) == on_time


def test_the_target_of_fifteen_days_ends_a_column_of_three() -> None:
    assert ranges_around(15)[:7] == [(None, 0), (1, 3), (4, 6), (7, 9), (10, 12), (13, 15), (16, 18)]


def test_a_bar_is_as_long_as_its_share_and_the_whisker_reaches_from_least_to_most() -> None:
    parts = [("Kent", Moments(n=4, on_time=3, total=20, least=-5, most=45)), ("Surrey", Moments())]
    kent, surrey = target_chart("k", "t", parts, 15).bars
    assert (kent.width, kent.words, kent.days_words) == ("127.5", "75% of 4", "5.0 (−5 to 45)")
    assert kent.whisker.startswith("M478.0 9H628.0")
    assert (surrey.words, surrey.whisker) == ("no cases", "")


def test_nothing_to_count_draws_an_empty_chart() -> None:
    assert count_chart("k", "t", []).bars == []
    assert target_chart("k", "t", [], 15).bars == []
