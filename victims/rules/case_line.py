"""The drawn line of a case: where its dates lie between sentence and expiry. Positions only; the page draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 640
LEFT = 30


@dataclass(frozen=True)
class LinePoint:
    label: str
    day: date
    confirmed: bool
    x: int
    row: int


def case_line(dates: Sequence[tuple[str, date, bool]], today: date) -> tuple[list[LinePoint], int | None]:
    """Points in order with their place on a line 640 wide, and where today lies (None when it is off the line).

    Labels of points that lie close together take turns on three rows so that they can be read.
    """
    ordered = sorted(dates, key=lambda entry: entry[1])
    first, last = ordered[0][1], max(ordered[-1][1], ordered[0][1] + timedelta(days=1))

    def place(day: date) -> int:
        return LEFT + round((day - first).days / (last - first).days * WIDTH)

    points: list[LinePoint] = []
    for label, day, confirmed in ordered:
        points.append(LinePoint(label, day, confirmed, place(day), len(points) % 3))
    return points, place(today) if first <= today <= last else None
