"""New defendants who are much like somebody already recorded: found set by set, so that a person can look.

This only chooses whom to compare. It is wider than it need be: what is held wrongly costs a person a minute, and a
second record of one offender may cost a victim the news of a release.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from victims.intake.same_person import Claim

# How near two names must stand (trigram similarity): with the same date of birth, or day and month the other way round;
# and with a date of birth one slip of the pen away.
ALIKE = 0.4
ALMOST_THE_SAME = 0.75

_LIKE_SOMEBODY_HELD = """
    SELECT DISTINCT ON (fresh.number) fresh.number, held.reference
    FROM unnest(%s::int[], %s::text[], %s::date[], %s::real[]) AS fresh (number, name, born, least)
    JOIN cases_offender held ON held.date_of_birth = fresh.born
    WHERE similarity(upper(held.first_names || ' ' || held.last_name), fresh.name) >= fresh.least
    ORDER BY fresh.number, held.id
"""
_LIKE_AN_EARLIER_ROW = """
    SELECT DISTINCT ON (fresh.number) fresh.number, earlier.number
    FROM unnest(%s::int[], %s::text[], %s::date[], %s::real[]) AS fresh (number, name, born, least)
    JOIN unnest(%s::int[], %s::text[], %s::date[]) AS earlier (number, name, born)
        ON earlier.born = fresh.born AND earlier.number < fresh.number
    WHERE similarity(earlier.name, fresh.name) >= fresh.least
    ORDER BY fresh.number, earlier.number
"""
_HELD_WITHOUT_BIRTH = """
    SELECT upper(first_names || ' ' || last_name), reference FROM cases_offender
    WHERE date_of_birth IS NULL AND upper(first_names || ' ' || last_name) = ANY(%s)
"""
_HELD_OF_THE_NAME = """
    SELECT upper(first_names || ' ' || last_name), reference FROM cases_offender
    WHERE upper(first_names || ' ' || last_name) = ANY(%s)
"""


def those_alike(claims: Sequence[Claim]) -> dict[int, str]:
    """For each claim (by its place) that is much like an offender we hold, or like an earlier claim: why."""
    names = [f"{claim.first_names} {claim.last_name}".upper() for claim in claims]
    found = {
        place: f"Somebody we hold ({reference}) has much the same name and date of birth. Are they one person?"
        for place, reference in _near_births(_LIKE_SOMEBODY_HELD, claims, names)
    }
    for place, reference in _without_birth(claims, names).items():
        found.setdefault(
            place, f"Somebody we hold ({reference}) has this name, and a date of birth is missing. Are they one person?"
        )
    everyone: list[list[Any]] = [list(range(len(claims))), names, [claim.born for claim in claims]]
    for place, other in _near_births(_LIKE_AN_EARLIER_ROW, claims, names, everyone):
        row = claims[other].row
        found.setdefault(place, f"Row {row} has much the same name and date of birth. Are they one person?")
    for place, row in _same_name_in_file(claims).items():
        found.setdefault(place, f"Row {row} has this name, and a date of birth is missing. Are they one person?")
    return found


def _near_births(
    query: str, claims: Sequence[Claim], names: Sequence[str], more: Sequence[list[Any]] = ()
) -> list[tuple[int, Any]]:
    looked_for = [
        (place, name, born, least)
        for place, (claim, name) in enumerate(zip(claims, names, strict=True))
        if claim.born
        for born, least in births_to_look_at(claim.born)
    ]
    if not looked_for:
        return []
    with connection.cursor() as cursor:
        cursor.execute(query, [*map(list, zip(*looked_for, strict=True)), *more])
        rows: list[tuple[int, Any]] = cursor.fetchall()
        return rows


def births_to_look_at(born: date) -> Iterator[tuple[date, float]]:
    """The date itself, day and month the other way round, and one slip in the day, month or year."""
    yield born, ALIKE
    seen = {born}
    if born.day <= 12 and born.day != born.month:
        turned = date(born.year, born.day, born.month)
        seen.add(turned)
        yield turned, ALIKE
    slips = [born + timedelta(days=days) for days in (-10, -1, 1, 10)]
    slips += [
        date(born.year + years, born.month, born.day) for years in (-10, -1, 1, 10) if (born.month, born.day) != (2, 29)
    ]
    slips += [
        date(born.year, born.month + months, born.day)
        for months in (-1, 1)
        if 1 <= born.month + months <= 12 and born.day <= 28
    ]
    for slip in slips:
        if slip not in seen:
            seen.add(slip)
            yield slip, ALMOST_THE_SAME


def _without_birth(claims: Sequence[Claim], names: Sequence[str]) -> dict[int, str]:
    """Exactly the same name, where they or we have no date of birth. A number of one's own does not settle it."""
    undated = [name for claim, name in zip(claims, names, strict=True) if claim.born is None]
    held: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(_HELD_WITHOUT_BIRTH, [list(set(names))])
        held |= dict(cursor.fetchall())
        if undated:
            cursor.execute(_HELD_OF_THE_NAME, [list(set(undated))])
            of_the_name = dict(cursor.fetchall())
        else:
            of_the_name = {}
    return {
        place: reference
        for place, (claim, name) in enumerate(zip(claims, names, strict=True))
        if (reference := held.get(name) or (of_the_name.get(name) if claim.born is None else None))
    }


def _same_name_in_file(claims: Sequence[Claim]) -> dict[int, int | None]:
    earlier: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    found = {}
    for place, claim in enumerate(claims):
        for other in earlier[claim.names]:
            if claim.born is None or other.born is None:
                found[place] = other.row
        earlier[claim.names].append(claim)
    return found
