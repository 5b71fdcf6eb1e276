"""What charts share: rows of bars with their names on the left."""

from __future__ import annotations

ROW = 26
TRACK_START = 214
LETTERS = 30


def place(number: float) -> str:
    return f"{number:.1f}"


def shortened(name: str) -> str:
    """What fits left of the bars; the table beneath has the whole name."""
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}\N{HORIZONTAL ELLIPSIS}"
