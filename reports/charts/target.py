"""On-time bars with range whiskers, over Table 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.labels import ROW, place, shortened
from reports.figures import Moments
from reports.wording import mean, percent, reach

TOP = 34
TRACK = 170
DAYS_START, DAYS_WIDTH = 478, 150
MIDDLE = 9


@dataclass(frozen=True)
class TargetBar:
    """A group, in a row of its own: its bar, and its whisker (an SVG path) with a dot at the mean; "" without cases."""

    label: str
    y: str
    width: str
    words: str
    whisker: str
    mean: str
    days_words: str


@dataclass(frozen=True)
class TargetChart:
    key: str
    title: str
    description: str
    height: str
    bars: list[TargetBar]
    target_x: str
    target_words: str
    bottom: str


@dataclass(frozen=True)
class DaysScale:
    """From a number of working days to its place across the chart."""

    lowest: float
    highest: float

    def place(self, days: float) -> str:
        return place(DAYS_START + (days - self.lowest) * DAYS_WIDTH / (self.highest - self.lowest))


def target_chart(key: str, title: str, parts: Sequence[tuple[str, Moments]], limit: int) -> TargetChart:
    """`parts` are the groups with their moments of one stage, `limit` its target in working days."""
    scale = DaysScale(
        lowest=min([0, *(part.least for _, part in parts if part.least is not None)]),
        highest=max([limit, 1, *(part.most for _, part in parts if part.most is not None)]),
    )
    bottom = TOP + len(parts) * ROW
    return TargetChart(
        key=key,
        title=title,
        description="; ".join(_in_words(name, part) for name, part in parts),
        height=str(bottom + 24),
        bars=[_bar(name, part, TOP + row * ROW, scale) for row, (name, part) in enumerate(parts)],
        target_x=scale.place(limit),
        target_words=f"target {limit}",
        bottom=str(bottom),
    )


def _bar(name: str, part: Moments, y: int, scale: DaysScale) -> TargetBar:
    if part.least is None or part.most is None or part.mean is None:
        return TargetBar(shortened(name), str(y), "0", "no cases", "", "", "")
    least, most = scale.place(part.least), scale.place(part.most)
    return TargetBar(
        label=shortened(name),
        y=str(y),
        width=place(TRACK * part.on_time / part.n),
        words=f"{percent(part.on_time, part.n)} of {part.n:,}",
        whisker=f"M{least} {MIDDLE}H{most}M{least} {MIDDLE}m0 -5v10M{most} {MIDDLE}m0 -5v10",
        mean=scale.place(part.mean),
        days_words=f"{mean(part)} ({reach(part)})",
    )


def _in_words(name: str, part: Moments) -> str:
    if not part.n:
        return f"{name}: no cases"
    return f"{name}: {percent(part.on_time, part.n)} of {part.n} on time, mean {mean(part)} days, from {reach(part)}"
