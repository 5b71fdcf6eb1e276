"""Names compared exactly, but for accents, case, punctuation and honorifics. Likeness is another question."""

from __future__ import annotations

from functools import lru_cache

from cases.rules.names import exact_words

Key = tuple[str, ...]


@lru_cache(maxsize=10_000)
def names_key(first_names: str, last_name: str) -> Key:
    return " ".join(exact_words(first_names)), " ".join(exact_words(last_name))
