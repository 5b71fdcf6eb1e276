"""Words on record that are near a word somebody wrote: misspelt, sounding alike, or another form of the same name.

Reads the spellings that the database keeps (vlu.lib.person.NameKey). One statement, for all words at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from cases.rules.name_groups import SAME_NAME
from cases.rules.names import SOUND_MARK, shortened, sound

MOST = 40  # words near one word
SPELLED, SOUNDED, GROUPED = 0, 1, 2
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
# two neighbours that changed places as one letter, as a clerk would.
_NEAR = """
WITH asked AS (SELECT * FROM unnest(%s::int[], %s::text[], %s::text[], %s::int[]) AS a(nth, word, key, how)),
hits AS (
    SELECT a.nth, k.word, greatest(length(k.word), length(a.word)) AS longest,
           coalesce(max(length(k.key)) FILTER (WHERE a.how = 0), 0) AS shared,
           bool_or(a.how = 1) AS sounds, bool_or(a.how = 2) AS grouped, left(k.word, 1) = left(a.word, 1) AS same_start
    FROM asked a JOIN {keys} k ON k.key = a.key AND (a.how < 2 OR k.word = k.key)
    GROUP BY a.nth, a.word, k.word
), costed AS (
    SELECT nth, word, CASE
        WHEN shared = longest THEN 0
        WHEN grouped THEN 0.4
        WHEN sounds THEN 0.6 + 0.1 * least(longest - shared, 3) + CASE WHEN same_start THEN 0 ELSE 0.1 END
        ELSE longest - shared + CASE WHEN same_start THEN 0 ELSE 0.2 END END AS cost,
        sounds, grouped
    FROM hits WHERE sounds OR grouped OR longest - shared <= 2
)
SELECT nth, word, cost::float8, sounds, grouped
FROM (SELECT *, row_number() OVER (PARTITION BY nth ORDER BY cost, word) AS place FROM costed) ranked WHERE place <= %s
"""
_BEGINNING = """
SELECT nth, word FROM unnest(%s::int[], %s::text[], %s::text[]) AS a(nth, first, beyond),
LATERAL (SELECT DISTINCT k.word FROM {keys} k WHERE k.key >= a.first AND k.key < a.beyond AND k.key = k.word
         ORDER BY k.word LIMIT %s) AS beginning
"""
_KNOWN = "SELECT DISTINCT k.word FROM unnest(%s::text[]) AS a(word) JOIN {keys} k ON k.key = a.word AND k.word = a.word"


@dataclass(frozen=True)
class Near:
    """`cost` is 0 for the same word, about 1 for each letter that differs. `how` tells why it was found."""

    cost: float
    how: str  # "", "sounds", "grouped", "spelled", "begins"


def words_near(index: NameIndex, words: Sequence[str]) -> list[dict[str, Near]]:
    """For each word those on record that are near it, at most 40, by what they cost."""
    nths, asked, key, hows = [], [], [], []
    for nth, word in enumerate(words):
        for spelling, how in _keys_of(word):
            nths.append(nth)
            asked.append(word)
            key.append(spelling)
            hows.append(how)
    found: list[dict[str, Near]] = [{} for _ in words]
    if not nths:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_NEAR.format(keys=index.keys), [nths, asked, key, hows, MOST])
        for nth, word, cost, sounds, grouped in cursor.fetchall():
            found[nth][word] = Near(cost, _how(cost, sounds=sounds, grouped=grouped))
    return found


def words_beginning(index: NameIndex, beginnings: Sequence[str]) -> list[dict[str, Near]]:
    """For each beginning of a word up to 40 words on record that begin so."""
    found: list[dict[str, Near]] = [{} for _ in beginnings]
    long = [(nth, word, word[:-1] + chr(ord(word[-1]) + 1)) for nth, word in enumerate(beginnings) if len(word) > 1]
    if not long:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING.format(keys=index.keys), [*map(list, zip(*long, strict=True)), MOST])
        for nth, word in cursor.fetchall():
            found[nth][word] = Near(0.5, "begins")
    return found


def words_known(index: NameIndex, words: Sequence[str]) -> set[str]:
    """Which of these are words of some name on record."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(keys=index.keys), [list(words)])
        return {row[0] for row in cursor.fetchall()}


def _keys_of(word: str) -> Iterable[tuple[str, int]]:
    if word:
        yield from ((spelling, SPELLED) for spelling in shortened(word))
    if len(sound(word)) > 1:
        yield SOUND_MARK + sound(word), SOUNDED
    yield from ((name, GROUPED) for name in SAME_NAME.get(word, ()))


def _how(cost: float, *, sounds: bool, grouped: bool) -> str:
    if cost == EXACT:
        return ""
    if grouped:
        return "grouped"
    return "sounds" if sounds else "spelled"
