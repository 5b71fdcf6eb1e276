"""Words on record that are near a word somebody wrote: misspelt, sounding alike, or another form of the same name.

Reads the spellings that the database keeps (vlu.lib.person.NameKey). One statement, for all words at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cases.rules.name_groups import SAME_NAME
from cases.rules.names import FULL_SOUND_MARK, SOUND_MARK, full_sound, shortened, sound
from vlu.lib.planned import planned_rows

MOST = 40  # words near one word
GROUPED, HEARD, SOUNDED, SPELLED, HALF, BEGINNING = range(6)
TOLD = ("grouped", "sounds", "sounds", "spelled")  # how a near word was found, the surest way first
EXACT = 0.0


@dataclass(frozen=True)
class NameIndex:
    """The tables of one side of a case, and the column that says whose name it is."""

    keys: str
    pairs: str
    people: str
    owner: str


OFFENDERS = NameIndex("cases_offendernamekey", "cases_offendernamepair", "cases_offender", "offender_id")

# What differs between two words is the letters of the longer one that the spelling they share leaves out. That counts
# two neighbours that changed places as one letter, as a clerk would. Each spelling is looked up by itself, told so by
# OFFSET 0: planned as a join of tables, all spellings on record would be read.
_NEAR = """
SELECT {side} AS side, typed.nth, near.word, near.cost, near.how
FROM (
    SELECT nth, length(min(word)) AS letters, left(min(word), 1) AS start,
           CASE WHEN max(length(key)) FILTER (WHERE how = 2) > 3 THEN 6 ELSE 8 END AS tenths_of_a_sound
    FROM asked WHERE how < 4 GROUP BY nth
) typed,
LATERAL (
    SELECT word, how, CASE
        WHEN apart = 0 THEN float8 '0'
        WHEN how = 0 THEN float8 '0.4'
        WHEN how = 1 THEN float8 '0.5'
        WHEN how = 2 THEN (tenths_of_a_sound + least(apart, 2)) / float8 '10'
        ELSE apart + CASE WHEN left(word, 1) = start THEN float8 '0' ELSE float8 '0.2' END END AS cost
    FROM (
        SELECT k.word, min(a.how) AS how, greatest(length(k.word), typed.letters) - max(a.shared) AS apart
        FROM asked a, LATERAL (
            SELECT k.word FROM {keys} k WHERE k.key = a.key AND (a.how > 0 OR k.word = a.key) OFFSET 0
        ) k
        WHERE a.how < 4 AND a.nth = typed.nth
        GROUP BY k.word
    ) compared
    WHERE how < 3 OR apart <= 2
    ORDER BY cost, word LIMIT %(most)s
) near
UNION ALL
SELECT {side}, a.nth, k.word, 0, 4
FROM asked a, LATERAL (SELECT k.word FROM {keys} k WHERE k.key = a.key AND k.word = a.key LIMIT 1) k WHERE a.how = 4
UNION ALL
SELECT {side}, a.nth, k.word, 0.5, 5
FROM asked a, LATERAL (
    SELECT DISTINCT k.key AS word FROM {keys} k WHERE k.key >= a.key AND k.key < a.word AND k.key = k.word
    ORDER BY k.key LIMIT %(most)s
) k
WHERE a.how = 5 AND NOT EXISTS (SELECT FROM {keys} x WHERE x.key = a.key AND x.word = a.key)
"""
_COLUMNS = ("nth", "word", "key", "how")
# One text for a column: words hold no mark, and PostgreSQL reads one text faster than a list.
_ASKED = """
WITH asked AS MATERIALIZED (
    SELECT nth, word COLLATE "C" AS word, key COLLATE "C" AS key, how,
           CASE how WHEN 3 THEN length(key) ELSE 0 END AS shared
    FROM unnest(
        string_to_array(%(nth)s, '|')::int[], string_to_array(%(word)s, '|'), string_to_array(%(key)s, '|'),
        string_to_array(%(how)s, '|')::int[]
    ) AS a(nth, word, key, how)
)
"""


class Near(NamedTuple):
    """`cost` is 0 for the same word, about 1 for each letter that differs. `how` tells why it was found."""

    cost: float
    how: str  # "", "sounds", "grouped", "spelled", "begins"


@dataclass(frozen=True)
class Wanted:
    """A word to find. `is_joined`: two words written as one, forgiven one letter. `begins`: a beginning will do, when
    nobody has the word. `halves`: what it may be cut into."""

    word: str
    is_joined: bool = False
    begins: bool = False
    halves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hits:
    """Words on record for one wanted: those near it, at most 25 and by what they cost, and halves somebody has."""

    near: dict[str, Near] = field(default_factory=dict)
    begun: dict[str, Near] = field(default_factory=dict)
    halves: set[str] = field(default_factory=set)


def words_near(indexes: Sequence[NameIndex], wanted: Sequence[Wanted]) -> list[list[Hits]]:
    """For each index, what it has for each of the words wanted."""
    found = [[Hits() for _ in wanted] for _ in indexes]
    asked = [(nth, *key) for nth, one in enumerate(wanted) for key in _keys_of(one)]
    if not asked:
        return found
    values = {name: "|".join(map(str, column)) for name, column in zip(_COLUMNS, zip(*asked, strict=True), strict=True)}
    each = (_NEAR.format(side=side, keys=index.keys) for side, index in enumerate(indexes))
    for side, nth, word, cost, how in planned_rows(f"{_ASKED} {' UNION ALL '.join(each)}", values | {"most": MOST}):
        hits = found[side][nth]
        if how == HALF:
            hits.halves.add(word)
        elif how == BEGINNING:
            hits.begun[word] = Near(cost, "begins")
        else:
            hits.near[word] = Near(cost, TOLD[how] if cost else "")
    return found
    values = {name: "|".join(map(str, column)) for name, column in zip(_COLUMNS, zip(*asked, strict=True), strict=True)}
    each = (_NEAR.format(side=side, keys=index.keys) for side, index in enumerate(indexes))
    for side, nth, word, cost, how in planned_rows(f"{_ASKED} {' UNION ALL '.join(each)}", values | {"most": MOST}):
        hits = found[side][nth]
        if how == "half":
            hits.halves.add(word)
        else:
            (hits.begun if how == "begins" else hits.near)[word] = Near(cost, how)
    return found


def _keys_of(wanted: Wanted) -> Iterable[tuple[str, str, int]]:
    """The word, what to look up, and how."""
    word = wanted.word
    if not word:
        return
    spellings = shortened(word)
    if wanted.is_joined:
        spellings = frozenset(spelling for spelling in spellings if len(spelling) >= len(word) - 1)
    yield from ((word, spelling, SPELLED) for spelling in spellings)
    if len(sound(word)) > 1:
        yield word, SOUND_MARK + sound(word), SOUNDED
    yield word, FULL_SOUND_MARK + full_sound(word), HEARD
    yield from ((word, name, GROUPED) for name in SAME_NAME.get(word, ()))
    yield from ((word, half, HALF) for half in wanted.halves)
    if wanted.begins and len(word) > 1:
        yield word[:-1] + chr(ord(word[-1]) + 1), word, BEGINNING
