"""The statements of the search, the same for both sides of a case. Every value is a parameter.

`scope` is Enrolment.objects.visible_to as SQL: the enrolments this user may see, with the person of this side.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """`path` leads from an enrolment to the person; `whose` begins the reason."""

    path: str
    whose: str
    parts: dict[str, str]


VICTIM_SIDE = Side(
    "victim_id",
    "Victim’s",
    {
        "pairs": "victims_victimnamepair",
        "people": "victims_victim",
        "owner": "victim_id",
        "alias": "",
        "first": "o.first_names",
        "last": "o.last_name",
        "is_alias": "false",
    },
)
OFFENDER_SIDE = Side(
    "case__offender_id",
    "Offender’s",
    {
        "pairs": "cases_offendernamepair",
        "people": "cases_offender",
        "owner": "offender_id",
        "alias": "LEFT JOIN cases_offenderalias al ON al.id = p.alias_id",
        "first": "coalesce(al.first_names, o.first_names)",
        "last": "coalesce(al.last_name, o.last_name)",
        "is_alias": "al.id IS NOT NULL",
    },
)

BY_PAIR = """
SELECT e.id, {first}, {last}, {is_alias}
FROM unnest(%(low)s::text[], %(high)s::text[], %(cost)s::float8[]) AS a(low, high, cost)
JOIN {pairs} p ON p.low = a.low AND p.high = a.high
JOIN ({scope}) e(id, person) ON e.person = p.{owner}
JOIN {people} o ON o.id = p.{owner} {birth}
{alias}
ORDER BY a.cost, e.id DESC LIMIT %(most)s
"""
BY_WORD = """
SELECT near.id, near.first_names, near.last_name, near.is_alias
FROM unnest(%(word)s::text[], %(cost)s::float8[]) AS a(word, cost),
LATERAL (
    SELECT e.id, {first} AS first_names, {last} AS last_name, {is_alias} AS is_alias
    FROM (
        SELECT {owner} AS person, p.* FROM {pairs} p
        WHERE p.low = a.word AND p.high >= %(first)s AND p.high < %(beyond)s
        UNION ALL
        SELECT {owner} AS person, p.* FROM {pairs} p
        WHERE p.high = a.word AND p.low >= %(first)s AND p.low < %(beyond)s
    ) p
    JOIN ({scope}) e(id, person) ON e.person = p.person
    JOIN {people} o ON o.id = p.person {birth}
    {alias}
    LIMIT 60
) near
ORDER BY a.cost LIMIT %(most)s
"""
BY_BIRTH = """
SELECT e.id FROM {people} o JOIN ({scope}) e(id, person) ON e.person = o.id WHERE true {birth}
ORDER BY e.id DESC LIMIT %(most)s
"""
