"""Offenders on record who may be the person of a record, each with its score and reasons. A person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from cases.models import Offender, OffenderIdentifier
from cases.queries.name_search import AskedName, ask
from cases.queries.near_words import OFFENDERS, NameIndex
from cases.rules.births import births_like
from cases.rules.matching import Match, PersonRecord, compare
from cases.rules.names import tokens

MOST_BY_NAME = 200  # people that are compared for their names
MOST_BY_BIRTH = 2000  # people of one date of birth that are looked at

# Of many people of one name, those whose date of birth may be the one meant come first.
_BY_NAME = """
SELECT p.{owner}, min(a.cost) AS cost
FROM unnest(%s::text[], %s::text[], %s::float8[]) AS a(low, high, cost)
JOIN {pairs} p ON p.low = a.low AND p.high = a.high
JOIN {people} o ON o.id = p.{owner}
{within}
GROUP BY p.{owner}, o.date_of_birth
ORDER BY min(a.cost) + CASE WHEN o.date_of_birth = ANY (%s::date[]) THEN 0 WHEN o.date_of_birth IS NULL THEN 1 ELSE 2
         END, 1
LIMIT %s
"""


@dataclass(frozen=True)
class Candidate:
    offender: Offender
    match: Match


def offenders_alike_anywhere(record: PersonRecord, limit: int = 10) -> list[Candidate]:
    """Best first, and only those in the bands "same" and "review".

    Of every region, for matching alone: an offender of another region must not be opened a second time. Whoever shows
    one to a person narrows these to what that person may see, and only counts the others
    (victims.intake.court_candidates).
    """
    asked = names_asked(OFFENDERS, record)
    found = {*_with_number(record), *ids_by_name(OFFENDERS, asked, record)}
    found |= ids_by_birth(Offender.objects.all(), asked, record)
    offenders = Offender.objects.filter(pk__in=found, merged_into__isnull=True).prefetch_related(
        "aliases", "identifiers"
    )
    scored = [Candidate(offender, compare(record, record_of(offender))) for offender in offenders]
    likely = [candidate for candidate in scored if candidate.match.band != "different"]
    return sorted(likely, key=lambda candidate: (-candidate.match.score, candidate.offender.pk))[:limit]


def record_of(offender: Offender) -> PersonRecord:
    """The offender's own record. Numbers that do not hold are left out."""
    return PersonRecord(
        offender.first_names,
        offender.last_name,
        offender.date_of_birth,
        tuple((number.scheme, number.value) for number in offender.identifiers.all() if number.value),
        aliases=tuple((alias.first_names, alias.last_name) for alias in offender.aliases.all()),
    )


def _with_number(record: PersonRecord) -> set[int]:
    if not record.identifiers:
        return set()
    same = Q()
    for scheme, value in record.identifiers:
        same |= Q(scheme=scheme, value=value)
    return set(OffenderIdentifier.objects.filter(same).exclude(value="").values_list("offender_id", flat=True))


def names_asked(index: NameIndex, record: PersonRecord) -> list[AskedName]:
    """What is near the person's own name and each of their aliases."""
    names = [(record.first_names, record.last_name), *record.aliases]
    return [ask([index], f"{first} {last}")[0] for first, last in names]


def ids_by_name(
    index: NameIndex,
    asked: Iterable[AskedName],
    record: PersonRecord,
    within: QuerySet[Any] | None = None,
) -> set[int]:
    """People with two words near two of the record's. `within` gives the only ids that may be found."""
    best = [pair for name in asked for pair in name.pairs()]
    if not best:
        return set()
    scope, scope_values = scope_sql(within)
    births = list(births_like(record.date_of_birth)) if record.date_of_birth else None
    low, high, cost = [pair.low for pair in best], [pair.high for pair in best], [pair.cost for pair in best]
    with connection.cursor() as cursor:
        cursor.execute(
            _BY_NAME.format(owner=index.owner, pairs=index.pairs, people=index.people, within=scope),
            [low, high, cost, *scope_values, births, MOST_BY_NAME],
        )
        return {row[0] for row in cursor.fetchall()}


def scope_sql(within: QuerySet[Any] | None) -> tuple[str, Sequence[Any]]:
    if within is None:
        return "", []
    sql, values = within.query.sql_with_params()
    return f"WHERE o.id IN ({sql})", values


def ids_by_birth(people: QuerySet[Any], asked: Iterable[AskedName], record: PersonRecord) -> set[int]:
    """People of this date of birth, or with day and month swapped, who share one word near the record's."""
    born = record.date_of_birth
    if born is None:
        return set()
    births = {born} | ({date(born.year, born.day, born.month)} if born.day <= 12 else set())
    near = {word for name in asked for word, _cost in name.single_words()}
    rows = people.filter(date_of_birth__in=births).values_list("pk", "first_names", "last_name")
    return {pk for pk, first, last in rows[:MOST_BY_BIRTH] if near & set(tokens(first, last))}
