"""Names for the benchmark of the search: common ones by hand, the most frequent first, and a long tail put together.

Real registers have some sixty thousand different words in two million names. The tail is made of parts in the manner of
each language (beginnings | middles | endings), so that every name has many near misses, as in a real register.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

NAMES = Path(__file__).with_name("names")


def family_names() -> list[str]:
    return _unique([*_words("family.txt"), *_put_together("family_parts.txt")])


def given_names() -> list[str]:
    return _unique([*_words("given.txt"), *_put_together("given_parts.txt")])


def _words(file: str) -> list[str]:
    return (NAMES / file).read_text().split()


def _put_together(file: str) -> list[str]:
    """In an order that mixes the languages, the same at every run."""
    made = [
        "".join(triple)
        for line in (NAMES / file).read_text().splitlines()
        for triple in product(*(part.split() for part in line.split("|")))
    ]
    return sorted(made, key=lambda name: (sum(ord(letter) * (n + 7) for n, letter in enumerate(name)) * 7919) % 10007)


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(name.title() for name in names))
