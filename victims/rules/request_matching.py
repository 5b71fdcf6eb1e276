"""Which standing request a referral answers: the one for the same person, never a guess between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.rules.names import exact_words


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


def answered_by(person: Referred, standing: Sequence[Asked]) -> Asked | None:
    """The request with the same name; failing that, the one that names nobody and shares an offence.

    None when there is no such request, and None when there is more than one: then a person decides.
    """
    wanted = exact_words(person.name)
    named = [asked for asked in standing if asked.concerning and exact_words(asked.concerning) == wanted]
    nameless = [asked for asked in standing if not asked.concerning and asked.offences & person.offences]
    fitting = named or nameless
    return fitting[0] if len(fitting) == 1 else None
