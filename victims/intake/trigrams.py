"""How alike two names are, counted as PostgreSQL's pg_trgm counts it, for names that stand in no table yet."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the runs of three letters both have, out of those either has."""
    mine, theirs = trigrams(one), trigrams(other)
    both = len(mine & theirs)
    return both / (len(mine) + len(theirs) - both) if both else 0.0


@lru_cache(maxsize=5_000)
def trigrams(name: str) -> frozenset[str]:
    """Runs of three letters of each word, with two blanks before the word and one after it."""
    padded = [f"  {word} " for word in _WORDS.findall(name.lower())]
    return frozenset(word[i : i + 3] for word in padded for i in range(len(word) - 2))
