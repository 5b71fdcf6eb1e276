"""Where the parts of a chart stand. Templates draw them as SVG; every chart has its figures in a table beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.figures import Group, Moments
from reports.wording import days, mean, percent, reach

WIDTH = 760
ROW = 26
TOP = 34
LABEL_END, TRACK_START, TRACK = 196, 204, 170
DAYS_START, DAYS_WIDTH = 470, 160
LABEL_LETTERS = 30


@dataclass(frozen=True)
class TargetBar:
    """A group: its on-time bar, and its whisker from least to most with a dot at the mean. None without cases."""

    label: str
    y: int
    middle: int
    width: float
    words: str
    least: float | None
    most: float | None
    mean: float | None
    days_words: str


@dataclass(frozen=True)
class TargetChart:
    key: str
    title: str
    description: str
    height: int
    bars: list[TargetBar]
    target_x: float
    target_words: str
    bottom: int


def target_chart(key: str, title: str, parts: Sequence[tuple[str, Moments]], limit: int) -> TargetChart:
    """On-time bars with range whiskers; `parts` are groups with one stage's moments, `limit` its target in days."""
    lowest = min([0, *(part.least for _, part in parts if part.least is not None)])
    highest = max([limit, 1, *(part.most for _, part in parts if part.most is not None)])
    scale = DAYS_WIDTH / (highest - lowest)

    def x(value: float | None) -> float | None:
        return None if value is None else round(DAYS_START + (value - lowest) * scale, 1)

    bars = [
        TargetBar(
            label=shortened(name),
            y=TOP + row * ROW,
            middle=TOP + row * ROW + 9,
            width=round(TRACK * (part.on_time_percent or 0) / 100, 1),
            words=f"{percent(part.on_time, part.n)} of {part.n:,}" if part.n else "no cases",
            least=x(part.least),
            most=x(part.most),
            mean=x(part.mean),
            days_words=f"{mean(part)} ({reach(part)})" if part.n else "",
        )
        for row, (name, part) in enumerate(parts)
    ]
    bottom = TOP + len(parts) * ROW
    return TargetChart(
        key=key,
        title=title,
        description="; ".join(_in_words(name, part) for name, part in parts),
        height=bottom + 24,
        bars=bars,
        target_x=round(DAYS_START + (limit - lowest) * scale, 1),
        target_words=f"target {limit}",
        bottom=bottom,
    )


def _in_words(name: str, part: Moments) -> str:
    if not part.n:
        return f"{name}: no cases"
    return f"{name}: {percent(part.on_time, part.n)} of {part.n} on time, mean {mean(part)} days, from {reach(part)}"


def shortened(name: str) -> str:
    return name if len(name) <= LABEL_LETTERS else f"{name[: LABEL_LETTERS - 1]}\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True)
class CountBar:
    label: str
    y: int
    middle: int
    width: float
    words: str
    words_x: float


@dataclass(frozen=True)
class CountChart:
    key: str
    title: str
    description: str
    height: int
    bars: list[CountBar]


def count_chart(key: str, title: str, counts: Sequence[tuple[str, int]]) -> CountChart:
    total, largest = sum(count for _, count in counts), max((count for _, count in counts), default=1) or 1
    bars = []
    for row, (name, count) in enumerate(counts):
        width = round(380 * count / largest, 1)
        words = f"{count:,} ({percent(count, total)})"
        y = 4 + row * ROW
        bars.append(CountBar(shortened(name), y, y + 9, width, words, round(TRACK_START + width + 8, 1)))
    words = "; ".join(f"{name}: {count}, {percent(count, total)}" for name, count in counts)
    return CountChart(key, title, words, 8 + len(counts) * ROW, bars)


@dataclass(frozen=True)
class Column:
    """Cases that took `at_least` to `at_most` days; None at an open end."""

    at_least: int | None
    at_most: int | None
    cases: int
    late: bool
    label: str
    x: float
    y: float
    height: float
    middle: float

    @property
    def first_word(self) -> str:
        return self.label.split(" ", 1)[0]

    @property
    def second_word(self) -> str:
        """The label stands on two lines: "13" above "to 15"."""
        return self.label.partition(" ")[2]


@dataclass(frozen=True)
class SpreadChart:
    key: str
    title: str
    description: str
    columns: list[Column]
    column_width: float
    target_x: float
    target_words: str


COLUMNS_ON_TIME, COLUMNS_LATE = 5, 9
SPREAD_LEFT, SPREAD_TOP, SPREAD_HEIGHT = 10, 40, 150


def spread_chart(key: str, title: str, spread: dict[int, int], limit: int) -> SpreadChart:
    """Columns of equal breadth that meet at the target, with an open one at each end."""
    breadth = max(1, -(-limit // COLUMNS_ON_TIME))
    edges = [limit + step * breadth for step in range(-COLUMNS_ON_TIME, COLUMNS_LATE + 1)]
    ranges: list[tuple[int | None, int | None]] = [
        (None, edges[0]),
        *((low + 1, high) for low, high in pairwise(edges)),
        (edges[-1] + 1, None),
    ]
    counts = [
        sum(
            cases
            for taken, cases in spread.items()
            if (low is None or taken >= low) and (high is None or taken <= high)
        )
        for low, high in ranges
    ]
    width, largest = (WIDTH - 2 * SPREAD_LEFT) / len(ranges), max(counts) or 1
    columns = [
        Column(
            at_least=low,
            at_most=high,
            cases=cases,
            late=low is not None and low > limit,
            label=_range_label(low, high),
            x=round(SPREAD_LEFT + number * width, 1),
            y=round(SPREAD_TOP + SPREAD_HEIGHT * (1 - cases / largest), 1),
            height=round(SPREAD_HEIGHT * cases / largest, 1),
            middle=round(SPREAD_LEFT + number * width + width / 2 - 2, 1),
        )
        for number, ((low, high), cases) in enumerate(zip(ranges, counts, strict=True))
    ]
    return SpreadChart(
        key=key,
        title=title,
        description="; ".join(f"{column.label} days: {column.cases}" for column in columns),
        columns=columns,
        column_width=round(width - 4, 1),
        target_x=round(SPREAD_LEFT + (COLUMNS_ON_TIME + 1) * width - 2, 1),
        target_words=f"target: {limit} working days",
    )


def _cases_within(spread: dict[int, int], low: int | None, high: int | None) -> int:
    return sum(
        cases for taken, cases in spread.items() if (low is None or low <= taken) and (high is None or taken <= high)
    )


def _range_label(low: int | None, high: int | None) -> str:
    if low is None:
        return f"{days(high or 0)} or less"
    if high is None:
        return f"{days(low)} or more"
    return days(low) if low == high else f"{days(low)} to {days(high)}"


def stage_parts(groups: Sequence[Group], stage: str) -> list[tuple[str, Moments]]:
    return [(group.name, moments) for group in groups for one, moments in group.stages.items() if one == stage]
