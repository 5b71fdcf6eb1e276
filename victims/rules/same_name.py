"""Whether two names, as written, are one name: case, spaces, accents, and which comes first are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases.rules.names import exact_words


def is_same_name(one: str, other: str) -> bool:
    """For example "Mrs Maria FELL" and "Fell, Maria", "O'Brien" and "O Brien". An empty name is nobody's."""
    mine, theirs = exact_words(one), exact_words(other)
    return bool(mine) and (sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs))


def first_entered_twice(people: Sequence[tuple[str, date | None]]) -> str | None:
    """The name of somebody who is there twice; two dates of birth that differ are two people of one name."""
    for place, (name, born) in enumerate(people):
        for earlier, earlier_born in people[:place]:
            if is_same_name(name, earlier) and (born is None or earlier_born is None or born == earlier_born):
                return name
    return None
