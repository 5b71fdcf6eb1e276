"""Whether two names, as written, are one name: case, spaces, and which comes first are passed over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "dame", "lord", "lady", "rev", "prof"})


def is_same_name(one: str, other: str) -> bool:
    """For example "Mrs Maria FELL" and "Fell, Maria". An empty name is nobody's."""
    words = _words(one)
    return bool(words) and words == _words(other)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    without_accents = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return sorted(word for word in _WORD.findall(without_accents) if word not in _TITLES)


def first_entered_twice(people: Sequence[tuple[str, date | None]]) -> str | None:
    """The name of somebody who is there twice; two dates of birth that differ are two people of one name."""
    for place, (name, born) in enumerate(people):
        for earlier, earlier_born in people[:place]:
            if is_same_name(name, earlier) and (born is None or earlier_born is None or born == earlier_born):
                return name
    return None
