"""Names compared exactly, but for accents, case and punctuation. Likeness is another question."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Key = tuple[str, ...]


@lru_cache(maxsize=50_000)
def names_key(first_names: str, last_name: str) -> Key:
    return _plain(first_names), _plain(last_name)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’‘`.")
    return " ".join(re.split(r"[\W_]+", bare)).strip()
