"""Dates of birth as clerks mistake them."""

from __future__ import annotations

from datetime import date
from itertools import product


def births_like(born: date) -> tuple[date, ...]:
    """Dates a clerk may have meant: this one, day and month swapped, or one figure or two neighbours otherwise."""
    near = {born}
    if born.day <= 12:
        near.add(date(born.year, born.day, born.month))
    figures = f"{born:%d%m%Y}"
    for place, figure in product(range(8), "0123456789"):
        near |= _a_date(figures[:place] + figure + figures[place + 1 :])
    for place in range(7):
        near |= _a_date(figures[:place] + figures[place + 1] + figures[place] + figures[place + 2 :])
    return tuple(sorted(near))


def _a_date(figures: str) -> set[date]:
    day, month, year = int(figures[:2]), int(figures[2:4]), int(figures[4:])
    try:
        return {date(year, month, day)} if year > 1900 else set()
    except ValueError:
        return set()


def figures_apart(one: str, other: str) -> str:
    """What happened when one figure was mistyped or two neighbours changed places; empty when more differs."""
    changed = [place for place in range(8) if one[place] != other[place]]
    if len(changed) == 1:
        return "Dates of birth differ in one figure"
    if len(changed) == 2 and changed[1] == changed[0] + 1:
        first, second = changed
        if (one[first], one[second]) == (other[second], other[first]):
            return "Dates of birth differ by two figures that changed places"
    return ""
