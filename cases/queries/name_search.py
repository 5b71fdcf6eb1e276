"""A name somebody typed, and how well a name on record fits it. Shared by the search of both sides of a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from cases.queries.near_words import EXACT, NameIndex, Near, words_beginning, words_known, words_near
from cases.rules.names import LONGEST_WORD, PARTICLES, tokens, words

MOST_WORDS = 6  # of one question; the rest is not looked at
MOST_PAIRS = 1200  # of words near two words, best first
MISSED = 2.5  # what a word costs that a name on record does not have
INITIAL = 0.3
SPLIT = 0.1  # smithjones for Smith-Jones
HALF = 1.2  # and one of the two alone
SHORTEST_HALF = 2  # letters
SURPLUS = 0.05  # a word on record that was not asked for


@dataclass(frozen=True)
class Pair:
    """Two words to look up together, the lesser first. `beyond` ends a range of beginnings; empty for one word."""

    low: str
    high: str
    cost: float


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
        units = [(n, n + 1, near) for n, near in enumerate(self.near)]
        units += [(n, n + 2, near) for n, near in enumerate(self.joined)]
        best = {(min(two), max(two)): SPLIT for two in self.split}
        for (_, end, one), (start, _, other) in product(units, units):
            if end > start:
                continue
            for (a, near_a), (b, near_b) in product(one.items(), other.items()):
                pair = (min(a, b), max(a, b))
                cost = near_a.cost + near_b.cost
                if cost <= MOST_APART and cost < best.get(pair, MISSED * 2):
                    best[pair] = cost
        ranked = sorted(best.items(), key=lambda found: (found[1], found[0]))
        return [Pair(low, high, cost) for (low, high), cost in ranked[:MOST_PAIRS]]

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


MOST_APART = 3.4  # what two words may cost together


def ask(index: NameIndex, name: str, *, beginnings: bool = False) -> AskedName:
    """What is near each word of the name. With `beginnings`, a word that nobody has is taken for a beginning too."""
    parts = words(name)[:MOST_WORDS]
    joins = [(one + other)[:LONGEST_WORD] for one, other in pairwise(parts)]
    alone = [word if len(word) > 1 and word not in PARTICLES else "" for word in parts]
    alone = alone if any(alone) else list(parts)
    near = words_near(index, [*alone, *joins])
    singles, joined = near[: len(parts)], near[len(parts) :]
    split = _splits(index, [word for word, found in zip(alone, singles, strict=True) if not _is_known(found)])
    for nth, word in enumerate(alone):
        halves = {half: Near(HALF, "spelled") for two in split if "".join(two) == word for half in two}
        singles[nth] = halves | singles[nth]
    if beginnings:
        unknown = [nth for nth, found in enumerate(singles) if not _is_known(found)]
        for nth, begun in zip(unknown, words_beginning(index, [alone[nth] for nth in unknown]), strict=True):
            singles[nth] = begun | singles[nth]
    return AskedName(parts, tuple(singles), tuple(joined), split)


def _is_known(found: dict[str, Near]) -> bool:
    return any(hit.cost == EXACT for hit in found.values())


def _splits(index: NameIndex, unknown: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Words nobody has, cut where both halves are names on record."""
    cuts = [
        (word[:place], word[place:])
        for word in unknown
        for place in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    ]
    known = words_known(index, sorted({half for two in cuts for half in two})) if cuts else set()
    return tuple((one, other) for one, other in cuts if one in known and other in known)
