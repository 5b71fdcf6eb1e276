"""Which standing request a referral answers: the one for the same person, never a guess between two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "master", "sir", "dame"})


@dataclass(frozen=True)
class Asked:
    """A standing request: its number, the name the court gave (empty for none), and the offences it is about."""

    number: int
    concerning: str
    offences: frozenset[int]


@dataclass(frozen=True)
class Referred:
    """A person a referral brought, and the offences that concern them."""

    name: str
    offences: frozenset[int]


def same_written_name(name: str) -> str:
    """Case, accents, punctuation, spaces and titles do not tell two people apart. The order of names does."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+", " ", letters.replace("'", "").replace("’", "")).split()
    return " ".join(word for word in words if word not in TITLES)


def answered_by(person: Referred, standing: Sequence[Asked]) -> Asked | None:
    """The request with the same name; failing that, the one that names nobody and shares an offence.

    None when there is no such request, and None when there is more than one: then a person decides.
    """
    wanted = same_written_name(person.name)
    named = [asked for asked in standing if asked.concerning and same_written_name(asked.concerning) == wanted]
    nameless = [asked for asked in standing if not asked.concerning and asked.offences & person.offences]
    fitting = named or nameless
    return fitting[0] if len(fitting) == 1 else None
