"""New defendants who may be somebody already recorded: looked for set by set, compared by cases.rules.matching, so that
a person can look.

Whom to compare is chosen by likeness of letters, wider than need be. No name of a record stands in the sentences: it
may be another unit's (victims.intake.court_candidates says who may see whom).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from cases.queries.candidates import record_of
from cases.rules.matching import Match, PersonRecord, compare
from victims.intake.copying import array_of
from victims.intake.known_people import offenders_of
from victims.intake.same_person import Claim
from victims.intake.trigrams import likeness

# How near two names must stand to be compared (trigram similarity): with the same date of birth, or day and month the
# other way round; and with a date of birth one slip of the pen away.
ALIKE = 0.25
ALMOST_THE_SAME = 0.75

_LIKE_SOMEBODY_HELD = """
    SELECT DISTINCT look.number, held.id
    FROM unnest(%s::int[], %s::date[], %s::real[]) AS look (number, born, least)
    JOIN unnest(%s::text[]) WITH ORDINALITY AS fresh (name, place) ON fresh.place = look.number + 1
    JOIN cases_offender held ON held.date_of_birth = look.born
    WHERE similarity(upper(held.first_names || ' ' || held.last_name), fresh.name) >= look.least
    ORDER BY look.number, held.id
"""
_HELD_WITHOUT_BIRTH = """
    SELECT DISTINCT upper(first_names || ' ' || last_name) FROM cases_offender
    WHERE date_of_birth IS NULL AND upper(first_names || ' ' || last_name) = ANY(%s::text[])
"""
_HELD_OF_THE_NAME = """
    SELECT DISTINCT upper(first_names || ' ' || last_name) FROM cases_offender
    WHERE upper(first_names || ' ' || last_name) = ANY(%s::text[])
"""


def those_alike(claims: Sequence[Claim]) -> dict[int, str]:
    """For each claim (by its place) that is much like an offender we hold, or like an earlier claim: why."""
    names = [f"{claim.first_names} {claim.last_name}".upper() for claim in claims]
    found = {
        place: f"Somebody we hold may be this person: {_nameless(match)}. Are they one person?"
        for place, match in _like_somebody_held(claims, names).items()
    }
    for place in _without_birth(claims, names):
        found.setdefault(place, "Somebody we hold has this name, and a date of birth is missing. Are they one person?")
    for place, other, match in _like_an_earlier_claim(claims, names):
        row = claims[other].row
        found.setdefault(place, f"Row {row} may speak of this person: {_nameless(match)}. Are they one person?")
    for place, row in _same_name_in_file(claims).items():
        found.setdefault(place, f"Row {row} has this name, and a date of birth is missing. Are they one person?")
    return found


def _nameless(match: Match) -> str:
    """The reasons without the words they quote."""
    said = dict.fromkeys(reason.partition(":")[0] for reason in match.reasons)
    return ", ".join(reason if reason[1:2].isupper() else reason[:1].lower() + reason[1:] for reason in said)


def _like_somebody_held(claims: Sequence[Claim], names: Sequence[str]) -> dict[int, Match]:
    """The best match of each claim that may be one person with it."""
    looked_for = [
        (place, born, least)
        for place, claim in enumerate(claims)
        if claim.born
        for born, least in births_to_look_at(claim.born)
    ]
    if not looked_for:
        return {}
    columns = [array_of(column) for column in zip(*looked_for, strict=True)]
    pairs = _rows(_LIKE_SOMEBODY_HELD, [*columns, array_of(names)])
    held = {offender.pk: record_of(offender) for offender in offenders_of({pk for _, pk in pairs})}
    best: dict[int, Match] = {}
    for place, pk in pairs:
        match = compare(_record(claims[place]), held[pk])
        if match.band != "different" and (place not in best or match.score > best[place].score):
            best[place] = match
    return best


def _record(claim: Claim) -> PersonRecord:
    return PersonRecord(claim.first_names, claim.last_name, claim.born, claim.identifiers)


def _rows(statement: str, values: Sequence[str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Any] = cursor.fetchall()
        return rows


def _like_an_earlier_claim(claims: Sequence[Claim], names: Sequence[str]) -> Iterator[tuple[int, int, Match]]:
    """Each claim's place with that of the first earlier claim that may be of one person with it."""
    earlier: dict[date, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        if claim.born is None:
            continue
        alike = (
            other
            for born, least in births_to_look_at(claim.born)
            if born in earlier
            for other in earlier[born]
            if likeness(names[other], names[place]) >= least
        )
        matches = ((other, compare(_record(claims[other]), _record(claim))) for other in sorted(alike))
        first = next(((other, match) for other, match in matches if match.band != "different"), None)
        if first is not None:
            yield place, *first
        earlier[claim.born].append(place)


@lru_cache(maxsize=5_000)
def births_to_look_at(born: date) -> tuple[tuple[date, float], ...]:
    """The date itself, day and month the other way round, and one slip in the day, month or year."""
    found = {born: ALIKE}
    if born.day <= 12:
        found[date(born.year, born.day, born.month)] = ALIKE
    slips = [born + timedelta(days=days) for days in (-10, -1, 1, 10)]
    if (born.month, born.day) != (2, 29):
        slips += [date(born.year + years, born.month, born.day) for years in (-10, -1, 1, 10)]
    if born.day <= 28:
        slips += [date(born.year, month, born.day) for month in (born.month - 1, born.month + 1) if 1 <= month <= 12]
    for slip in slips:
        found.setdefault(slip, ALMOST_THE_SAME)
    return tuple(found.items())


def _without_birth(claims: Sequence[Claim], names: Sequence[str]) -> list[int]:
    """Exactly the same name, where they or we have no date of birth. A number of one's own does not settle it."""
    undated = {name for claim, name in zip(claims, names, strict=True) if claim.born is None}
    held_undated = {name for (name,) in _rows(_HELD_WITHOUT_BIRTH, [array_of(set(names))])}
    held = {name for (name,) in _rows(_HELD_OF_THE_NAME, [array_of(undated)])} if undated else set()
    return [place for place, name in enumerate(names) if name in held_undated or (name in undated & held)]


def _same_name_in_file(claims: Sequence[Claim]) -> dict[int, int | None]:
    earlier: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    found = {}
    for place, claim in enumerate(claims):
        for other in earlier[claim.names]:
            if claim.born is None or other.born is None:
                found[place] = other.row
        earlier[claim.names].append(claim)
    return found
