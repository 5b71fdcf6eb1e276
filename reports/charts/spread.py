"""How the days of a stage are spread, with the target between two columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from reports.charts.labels import place
from reports.wording import days

WIDTH, LEFT, TOP, HEIGHT = 760, 10, 40, 150
ON_TIME, LATE = 5, 9
GAP = 4


@dataclass(frozen=True)
class Column:
    """Cases that took `at_least` to `at_most` working days; None at an open end. Its label stands on two lines."""

    at_least: int | None
    at_most: int | None
    cases: int
    count: str
    late: bool
    label: str
    first_line: str
    second_line: str
    x: str
    y: str
    height: str


@dataclass(frozen=True)
class SpreadChart:
    key: str
    title: str
    description: str
    columns: list[Column]
    column_width: str
    column_middle: str
    target_x: str
    target_words: str


def spread_chart(key: str, title: str, spread: Mapping[int, int], limit: int) -> SpreadChart:
    """Columns of equal breadth that meet at the target, with an open one at each end. `spread`: cases by days taken."""
    ranges = ranges_around(limit)
    counts = [_cases_within(spread, low, high) for low, high in ranges]
    width, largest = (WIDTH - 2 * LEFT) / len(ranges), max(counts) or 1
    columns = [
        _column(low, high, cases, share=cases / largest, late=low is not None and low > limit, x=LEFT + number * width)
        for number, ((low, high), cases) in enumerate(zip(ranges, counts, strict=True))
    ]
    return SpreadChart(
        key=key,
        title=title,
        description="; ".join(f"{column.label} days: {column.cases}" for column in columns),
        columns=columns,
        column_width=place(width - GAP),
        column_middle=place((width - GAP) / 2),
        target_x=place(LEFT + (ON_TIME + 1) * width - GAP / 2),
        target_words=f"target: {limit} working days",
    )


def ranges_around(limit: int) -> list[tuple[int | None, int | None]]:
    breadth = max(1, -(-limit // ON_TIME))
    edges = [limit + step * breadth for step in range(-ON_TIME, LATE + 1)]
    return [(None, edges[0]), *((low + 1, high) for low, high in pairwise(edges)), (edges[-1] + 1, None)]


def _column(low: int | None, high: int | None, cases: int, *, share: float, late: bool, x: float) -> Column:
    label = _label(low, high)
    first_line, _, second_line = label.partition(" ")
    return Column(
        at_least=low,
        at_most=high,
        cases=cases,
        count=f"{cases:,}",
        late=late,
        label=label,
        first_line=first_line,
        second_line=second_line,
        x=place(x),
        y=place(TOP + HEIGHT * (1 - share)),
        height=place(HEIGHT * share),
    )


def _cases_within(spread: Mapping[int, int], low: int | None, high: int | None) -> int:
    return sum(
        cases for taken, cases in spread.items() if (low is None or low <= taken) and (high is None or taken <= high)
    )


def _label(low: int | None, high: int | None) -> str:
    if low is None:
        return f"{days(high or 0)} or less"
    if high is None:
        return f"{days(low)} or more"
    return days(low) if low == high else f"{days(low)} to {days(high)}"
