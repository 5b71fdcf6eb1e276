"""Why a search found somebody, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class NearWord(Protocol):
    @property
    def how(self) -> str: ...


_HOW = {
    "sounds": "“{asked}” sounds like {word}",
    "spelled": "“{asked}” is spelled like {word}",
    "grouped": "“{asked}” is also written {word}",
    "begins": "{word} begins with “{asked}”",
}


def how_found(whose: str, alias: str, found: Mapping[str, tuple[str, NearWord]]) -> str:
    """Offender’s other name Zoe Marsh: “Zoee” sounds like Zoe. `found` holds the word on record for each word asked."""
    start = f"{whose} other name {alias}" if alias else f"{whose} name"
    differing = [
        _HOW[near.how].format(asked=asked.title(), word=word.title())
        for asked, (word, near) in found.items()
        if near.how
    ]
    return f"{start}: {', '.join(differing)}" if differing else start
