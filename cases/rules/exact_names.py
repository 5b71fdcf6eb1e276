"""Names compared exactly, but for accents, case and punctuation. Likeness is another question."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Key = tuple[str, ...]
# The quick way for most names; it gives what the careful way gives.
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "'`."))


@lru_cache(maxsize=50_000)
def names_key(first_names: str, last_name: str) -> Key:
    return _plain(first_names), _plain(last_name)


def _plain(name: str) -> str:
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’‘`.")
    return " ".join(re.split(r"[\W_]+", bare)).strip()
