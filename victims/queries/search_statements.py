"""The statements of the search, the same for both sides of a case. Every value is a parameter.

`scope` is Enrolment.objects.visible_to as SQL: the enrolments this user may see. Each statement walks from words to
people to those enrolments one row at a time, the nearest word first, and stops at enough; OFFSET 0 keeps PostgreSQL to
that order. Planned freely it reads whole tables: it cannot know that of two million people a dozen have such a name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """`name` marks its rows and parameters; `whose` begins the reason."""

    name: str
    whose: str
    parts: dict[str, str]

    def ask(self, statement: str, scope: str, *, is_born: bool) -> str:
        """The statement for this side. What leaves fewer people is asked first: the birth, or else the scope."""
        birth = _BIRTH if is_born else ""
        parts = {**self.parts, "birth": birth, "reach": self.parts["reach"].format(scope=scope)}
        walk = [one.format(**parts) for one in ((_NAMED, _REACHED) if is_born else (_REACHED, _NAMED))]
        born = _BORN.format(**parts) if is_born else ""
        return statement.format(**parts, walk=",\n".join(walk), born=born)


_VICTIM = {
    "name": "victim",
    "pairs": "victims_victimnamepair",
    "people": "victims_victim",
    "person": "victim_id AS person, NULL::bigint AS alias_id",
    "reach": "SELECT s.id FROM ({scope}) s WHERE s.victim_id = p.person",
    "names": "o.first_names, o.last_name, false AS is_alias",
    "alias": "",
}
_OFFENDER = {
    "name": "offender",
    "pairs": "cases_offendernamepair",
    "people": "cases_offender",
    "person": "offender_id AS person, alias_id",
    "reach": "SELECT s.id FROM cases_case c JOIN ({scope}) s ON s.case_id = c.id WHERE c.offender_id = p.person",
    "names": "coalesce(al.first_names, o.first_names) AS first_names, coalesce(al.last_name, o.last_name) AS last_name,"
    " al.id IS NOT NULL AS is_alias",
    "alias": "LEFT JOIN cases_offenderalias al ON al.id = p.alias_id",
}
_BIRTH = "AND o.date_of_birth >= %(born)s AND o.date_of_birth < %(born_before)s"
_REACHED = "LATERAL ({reach} OFFSET 0) e"
_NAMED = "LATERAL (SELECT {names} FROM {people} o {alias} WHERE o.id = p.person {birth} OFFSET 0) o"
# Thousands may share a word and thousands a year of birth; both lists are read from their indexes alone.
_BORN = "JOIN (SELECT o.id FROM {people} o WHERE true {birth} OFFSET 0) born ON born.id = named.person"
VICTIM_SIDE = Side("victim", "Victim’s", _VICTIM)
OFFENDER_SIDE = Side("offender", "Offender’s", _OFFENDER)

BY_PAIR = """
(SELECT '{name}', e.id, o.first_names, o.last_name, o.is_alias
FROM (
    SELECT * FROM unnest(
        string_to_array(%({name}_low)s, '|'), string_to_array(%({name}_high)s, '|'),
        string_to_array(%({name}_cost)s, '|')::float8[]
    ) AS a(low, high, cost) ORDER BY cost OFFSET 0
) a,
LATERAL (SELECT {person} FROM {pairs} WHERE low = a.low AND high = a.high OFFSET 0) p,
{walk}
LIMIT %(most)s)
"""
BY_WORD = """
(SELECT '{name}', near.id, near.first_names, near.last_name, near.is_alias
FROM (
    SELECT * FROM unnest(string_to_array(%({name}_word)s, '|'), string_to_array(%({name}_cost)s, '|')::float8[])
         AS a(word, cost) ORDER BY cost OFFSET 0
) a,
LATERAL (
    SELECT e.id, o.first_names, o.last_name, o.is_alias
    FROM (
        SELECT named.* FROM (
            SELECT {person} FROM {pairs} WHERE low = a.word AND high >= %({name}_first)s AND high < %({name}_beyond)s
            UNION ALL
            SELECT {person} FROM {pairs} WHERE high = a.word AND low >= %({name}_first)s AND low < %({name}_beyond)s
        ) named {born}
        OFFSET 0
    ) p,
    {walk}
    LIMIT %(most_of_a_word)s
) near
LIMIT %(most)s)
"""
BY_BIRTH = """
(SELECT '{name}', e.id, p.first_names, p.last_name, false
FROM (SELECT o.id AS person, o.first_names, o.last_name FROM {people} o WHERE true {birth} OFFSET 0) p,
LATERAL ({reach} OFFSET 0) e
ORDER BY e.id DESC LIMIT %(most)s)
"""
# Whether to ask for references at all: most questions are the beginning of none.
ANY_REFERENCE = """
SELECT 1
FROM (VALUES (%(typed)s, %(beyond_typed)s), (%(upper)s, %(beyond_upper)s)) AS a(start, beyond),
LATERAL (SELECT FROM victims_enrolment e WHERE e.reference ~>=~ a.start AND e.reference ~<~ a.beyond LIMIT 1) e
"""
