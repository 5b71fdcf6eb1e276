"""Which rows speak of the same offender. Nothing merges by itself: what is in doubt is a fault for a person to settle.

The same person: a valid identifier in common; or exactly the same names, compared without accents, case and
punctuation, and the same date of birth. In doubt, and never joined: an identifier in common with another date of birth
or, where one is unknown, with other names; the same names and date of birth with another identifier of one kind and
none in common; and anything that would make two people already on record one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from cases.rules.exact_names import Key, names_key

Identifier = tuple[str, str]  # scheme, canonical value
MOST_NUMBERS = 10  # of one kind for one person; more is a mistake in the file, and comparing them all would take long


@dataclass(frozen=True)
class Claim:
    """What a row, or a record we already hold (`known_id`), says of an offender. `row` is None for a record."""

    row: int | None
    first_names: str
    last_name: str
    born: date | None
    identifiers: tuple[Identifier, ...]
    known_id: int | None = None

    @property
    def names(self) -> Key:
        return names_key(self.first_names, self.last_name)

    def marks(self) -> list[Key]:
        """What another claim may share with this one and be taken for the same person."""
        shared: list[Key] = [("identifier", *identifier) for identifier in self.identifiers]
        if self.born:
            shared.append(("names and birth", *self.names, self.born.isoformat()))
        return shared


@dataclass(frozen=True)
class Doubt:
    """`row` cannot be settled without a person."""

    row: int
    message: str


def same_people(claims: Sequence[Claim]) -> tuple[list[int], list[Doubt]]:
    """For each claim the number of its person; and what is in doubt. Two claims of one person have one number."""
    leader = list(range(len(claims)))

    def find(position: int) -> int:
        while leader[position] != position:
            leader[position] = leader[leader[position]]
            position = leader[position]
        return position

    first_with: dict[Key, int] = {}
    for position, claim in enumerate(claims):
        for mark in claim.marks():
            leader[find(position)] = find(first_with.setdefault(mark, position))
    people = [find(position) for position in range(len(claims))]
    return people, _doubts(claims, people)


def _doubts(claims: Sequence[Claim], people: Sequence[int]) -> list[Doubt]:
    claims_of: dict[int, list[Claim]] = defaultdict(list)
    for claim, person in zip(claims, people, strict=True):
        claims_of[person].append(claim)
    doubts = []
    for together in claims_of.values():
        at_odds = _at_odds(together) if len(together) > 1 else {}
        doubts += [
            Doubt(row, f"{why} {_others(row, list(at_odds))}Nothing is merged by itself.")
            for row, why in at_odds.items()
        ]
    return doubts


def _at_odds(together: Sequence[Claim]) -> dict[int, str]:
    """The rows a person must settle, each with why. Where a record we hold is certain, rows that agree with it stand,
    and only those against it wait; otherwise nobody can tell which row is wrong, and all of them wait."""
    why = _in_doubt(together)
    if not why:
        return {}
    held = [claim for claim in together if claim.row is None]
    against = {}
    if held and not _in_doubt(held):
        against = {claim.row: said for claim in together if claim.row and (said := _in_doubt([*held, claim]))}
    agreeing = [claim for claim in together if claim.row not in against]
    if against and not _in_doubt(agreeing):
        return against
    return {claim.row: why for claim in together if claim.row is not None}


def _in_doubt(together: Sequence[Claim]) -> str:
    """Why these claims may not be one person; empty when they may."""
    if len({claim.known_id for claim in together if claim.known_id}) > 1:
        return "This row fits more than one offender we already hold."
    births = {claim.born for claim in together}
    if len(births - {None}) > 1:
        return "An identifier of this offender also stands with another date of birth."
    if None in births and len({claim.names for claim in together}) > 1:
        return "An identifier of this offender also stands with other names, and a date of birth is missing."
    if scheme := _identifier_at_odds(together):
        return f"The same names and date of birth also stand with another {scheme} number."
    return ""


def _identifier_at_odds(together: Sequence[Claim]) -> str:
    """A scheme in which these claims give two numbers although no other number of theirs ties them together."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for claim in together:
        for scheme, value in claim.identifiers:
            numbers[scheme].add(value)
    for scheme, values in numbers.items():
        if len(values) > MOST_NUMBERS:
            return scheme
        for one, other in combinations(sorted(values), 2):
            if not (_beside(together, scheme, one) & _beside(together, scheme, other)):
                return scheme
    return ""


def _beside(together: Sequence[Claim], scheme: str, value: str) -> set[Identifier]:
    """The numbers of other kinds that stand in one claim with this one, and numbers of its own kind."""
    return {
        identifier
        for claim in together
        if (scheme, value) in claim.identifiers
        for identifier in claim.identifiers
        if identifier != (scheme, value)
    }


def _others(row: int, rows: Sequence[int]) -> str:
    others = sorted(set(rows) - {row})[:5]
    if not others:
        return "Compare it with the record we hold. "
    return f"Compare it with row{'s' if len(others) > 1 else ''} {', '.join(map(str, others))}. "
