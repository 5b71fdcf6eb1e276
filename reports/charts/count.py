"""Bars of counts, over Tables 1 to 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.labels import ROW, TRACK_START, place, shortened
from reports.wording import percent

LONGEST = 380


@dataclass(frozen=True)
class CountBar:
    label: str
    y: str
    width: str
    words: str
    words_x: str


@dataclass(frozen=True)
class CountChart:
    key: str
    title: str
    description: str
    height: str
    bars: list[CountBar]


def count_chart(key: str, title: str, counts: Sequence[tuple[str, int]]) -> CountChart:
    total = sum(count for _, count in counts)
    largest = max((count for _, count in counts), default=0) or 1
    return CountChart(
        key=key,
        title=title,
        description="; ".join(f"{name}: {count}, {percent(count, total)}" for name, count in counts),
        height=str(8 + len(counts) * ROW),
        bars=[
            CountBar(
                label=shortened(name),
                y=str(4 + row * ROW),
                width=place(LONGEST * count / largest),
                words=f"{count:,} ({percent(count, total)})",
                words_x=place(TRACK_START + LONGEST * count / largest + 8),
            )
            for row, (name, count) in enumerate(counts)
        ],
    )
