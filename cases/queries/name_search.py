"""A name somebody typed, and how well a name on record fits it. Shared by the search of both sides of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from cases.queries.near_words import EXACT, Hits, NameIndex, Near, Wanted, words_near
from cases.rules.names import LONGEST_WORD, PARTICLES, tokens, words

MOST_WORDS = 6  # of one question; the rest is not looked at
MOST_PAIRS = 250  # of words near two words, best first
MOST_APART = 3.4  # what two words may cost together
MISSED = 2.5  # what a word costs that a name on record does not have
INITIAL = 0.3
SPLIT = 0.1  # smithjones for Smith-Jones
HALF = 1.2  # and one of the two alone
SHORTEST_HALF = 2  # letters
SURPLUS = 0.05  # a word on record that was not asked for


class Pair(NamedTuple):
    """Two words to look up together, the lesser first."""

    cost: float
    low: str
    high: str


@dataclass(frozen=True)
class AskedName:
    """The words asked for, and for each of them, and each two of them written as one, what is near on record."""

    words: tuple[str, ...]
    near: tuple[dict[str, Near], ...]
    joined: tuple[dict[str, Near], ...]
    split: tuple[tuple[str, str], ...] = ()  # two words on record that were asked for as one

    @property
    def is_several(self) -> bool:
        """More than one word that tells; an initial or a particle does not."""
        return sum(1 for word in self.words if len(word) > 1 and word not in PARTICLES) > 1

    @property
    def initial(self) -> str:
        """The first initial among the words, or an empty string."""
        return next((word for word in self.words if len(word) == 1), "") if len(self.words) > 1 else ""

    def pairs(self) -> list[Pair]:
        """Two words of one name, both near what was asked; best first. Initials are left to `fit`."""
        units = [(n, n + 1, _nearest(near)) for n, near in enumerate(self.near)]
        units += [(n, n + 2, _nearest(near)) for n, near in enumerate(self.joined)]
        found: list[tuple[float, str, str]] = [(SPLIT, min(two), max(two)) for two in self.split]
        for (_, end, one), (start, _, other) in product(units, units):
            if end <= start:
                # With the nth nearest on one side, only so many of the other side can be among the best pairs.
                found += [
                    (a_cost + b_cost, a, b) if a < b else (a_cost + b_cost, b, a)
                    for nth, (a_cost, a) in enumerate(one, start=1)
                    for b_cost, b in other[: MOST_PAIRS // nth]
                    if a_cost + b_cost <= MOST_APART
                ]
        best: dict[tuple[str, str], Pair] = {}
        for cost, low, high in sorted(found):
            best.setdefault((low, high), Pair(cost, low, high))
            if len(best) == MOST_PAIRS:
                break
        return list(best.values())

    def single_words(self) -> list[tuple[str, float]]:
        best: dict[str, float] = {}
        for near in (*self.near, *self.joined):
            for word, found in near.items():
                best[word] = min(found.cost, best.get(word, MISSED))
        return sorted(best.items(), key=lambda found: (found[1], found[0]))

    def fit(self, first_names: str, last_name: str) -> tuple[float, dict[str, tuple[str, Near]]]:
        """What a name on record costs as an answer, and for each word asked the word it was found by."""
        held = tokens(first_names, last_name)
        cost, found = self._cover(0, held)
        used = {part for word, _ in found.values() for part in word.split()}
        surplus = sum(1 for word in (*words(first_names), *words(last_name)) if word not in used)
        return cost + SURPLUS * surplus, found

    def _cover(self, start: int, held: Sequence[str]) -> tuple[float, dict[str, tuple[str, Near]]]:
        """The cheapest way to find the words from `start` on among the words held."""
        if start >= len(self.words):
            return 0.0, {}
        ways = []
        for asked, end, word, near in self._ways(start, held):
            rest, found = self._cover(end, held)
            ways.append((near.cost + rest, {asked: (word, near)} | found))
        rest, found = self._cover(start + 1, held)
        ways.append(((SURPLUS if self.words[start] in PARTICLES else MISSED) + rest, found))
        return min(ways, key=lambda way: way[0])

    def _ways(self, start: int, held: Sequence[str]) -> Iterator[tuple[str, int, str, Near]]:
        asked = self.words[start]
        if len(asked) == 1:
            yield from ((asked, start + 1, word, Near(INITIAL, "")) for word in held if word.startswith(asked))
        for one, other in self.split:
            if one + other == asked and one in held and other in held:
                yield asked, start + 1, f"{one} {other}", Near(SPLIT, "spelled")
        near = [(word, self.near[start][word]) for word in held if word in self.near[start]]
        if near:
            word, found = min(near, key=lambda one: one[1].cost)
            yield asked, start + 1, word, found
        if start < len(self.joined):
            joined = [(word, self.joined[start][word]) for word in held if word in self.joined[start]]
            if joined:
                word, found = min(joined, key=lambda one: one[1].cost)
                yield f"{asked} {self.words[start + 1]}", start + 2, word, found


def _nearest(near: Mapping[str, Near]) -> list[tuple[float, str]]:
    return sorted((one.cost, word) for word, one in near.items())


def ask(indexes: Sequence[NameIndex], name: str, *, beginnings: bool = False) -> list[AskedName]:
    """For each index what is near each word of the name, in one statement.

    With `beginnings`, a word that nobody has is taken for a beginning too.
    """
    parts = words(name)[:MOST_WORDS]
    alone = [word if len(word) > 1 and word not in PARTICLES else "" for word in parts]
    alone = alone if any(alone) else list(parts)
    halves = [tuple({half for two in _cuts(word) for half in two}) for word in alone]
    wanted = [Wanted(word, begins=beginnings, halves=each) for word, each in zip(alone, halves, strict=True)]
    wanted += [Wanted((one + other)[:LONGEST_WORD], is_joined=True) for one, other in pairwise(parts)]
    return [_heard(parts, alone, hits) for hits in words_near(indexes, wanted)]


def _heard(parts: tuple[str, ...], alone: Sequence[str], hits: Sequence[Hits]) -> AskedName:
    split: list[tuple[str, str]] = []
    singles = []
    for word, hit in zip(alone, hits, strict=False):
        near = dict(hit.near)
        if not any(one.cost == EXACT for one in near.values()):
            cut = [two for two in _cuts(word) if hit.halves.issuperset(two)]
            halves = {half: Near(HALF, "spelled") for two in cut for half in two}
            near = hit.begun | halves | near
            split += cut
        singles.append(near)
    return AskedName(parts, tuple(singles), tuple(hit.near for hit in hits[len(parts) :]), tuple(split))


def _cuts(word: str) -> list[tuple[str, str]]:
    """The word in two, at every place."""
    return [(word[:place], word[place:]) for place in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)]
