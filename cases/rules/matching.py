"""Whether two records may be of one person: a score, a band and every reason as a sentence. A person decides.

Evidence is added up in the points of cases.rules.match_points. No band joins two records.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cases.enums import IdentifierScheme
from cases.rules.births import figures_apart
from cases.rules.match_doubts import doubts_about
from cases.rules.match_points import COMMON, EVEN, POINTS, REVIEW, SAME, STEEPNESS
from cases.rules.name_groups import SAME_NAME
from cases.rules.names import PARTICLES, letters_apart, sound, words
from cases.rules.postcodes import district, postcode_in

Band = Literal["same", "review", "different"]


@dataclass(frozen=True)
class PersonRecord:
    """What is known of a person. Identifiers are (scheme, canonical value); aliases are (first names, last name)."""

    first_names: str
    last_name: str
    date_of_birth: date | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    postcode: str = ""
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Match:
    """`score` is 0 to 1. `band` never joins anybody: "same" only says that little speaks against it."""

    score: float
    band: Band
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Evidence:
    points: float
    reasons: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()  # the lines of POINTS it was found under

    def __add__(self, other: _Evidence) -> _Evidence:
        return _Evidence(self.points + other.points, self.reasons + other.reasons, self.kinds | other.kinds)


def compare(a: PersonRecord, b: PersonRecord) -> Match:
    """The same whichever record is named first, except for the order of names inside a sentence."""
    birth = _birth(a.date_of_birth, b.date_of_birth)
    total = _numbers(a, b) + birth + _best_names(a, b) + _home(a.postcode, b.postcode)
    score = round(1 / (1 + math.exp(-STEEPNESS * (total.points - EVEN))), 4)
    if score < REVIEW:
        return Match(score, "different", total.reasons)
    doubts = doubts_about(total.kinds)
    if score >= SAME and not doubts and not total.kinds & {"other number", "other birth"}:
        return Match(score, "same", total.reasons)
    return Match(score, "review", total.reasons + doubts)


def _found(what: str, sentence: str) -> _Evidence:
    return _Evidence(POINTS[what], (sentence,), frozenset({what}))


NOTHING = _Evidence(0.0)


def _numbers(a: PersonRecord, b: PersonRecord) -> _Evidence:
    """Each kind of number once."""
    found = NOTHING
    for scheme in sorted({scheme for scheme, _ in a.identifiers} & {scheme for scheme, _ in b.identifiers}):
        mine = {value for kind, value in a.identifiers if kind == scheme}
        theirs = {value for kind, value in b.identifiers if kind == scheme}
        label = IdentifierScheme(scheme).label if scheme in IdentifierScheme.values else scheme
        if mine & theirs:
            found += _found("same number", f"Same {_small(label)}: {min(mine & theirs)}")
        else:
            found += _found("other number", f"Different {_small(label)}")
    return found


def _small(label: str) -> str:
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def _birth(mine: date | None, theirs: date | None) -> _Evidence:
    if mine is None or theirs is None:
        return NOTHING
    if mine == theirs:
        return _found("same birth", "Same date of birth")
    if (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month):
        return _found("birth swapped", "Same date of birth with day and month swapped")
    if figures := figures_apart(f"{mine:%d%m%Y}", f"{theirs:%d%m%Y}"):
        return _found("birth one figure", figures)
    alike = [mine.year == theirs.year, mine.month == theirs.month, mine.day == theirs.day]
    if sum(alike) == 2:
        return _found("birth in part", "Dates of birth agree in part")
    return _found("other birth", "Different date of birth")


def _home(mine: str, theirs: str) -> _Evidence:
    mine, theirs = postcode_in(mine), postcode_in(theirs)
    if not mine or not theirs:
        return NOTHING
    if mine == theirs:
        return _found("same postcode", f"Same postcode: {mine}")
    if district(mine) == district(theirs):
        return _found("same postcode district", f"Postcodes of one district: {district(mine)}")
    return NOTHING


def _best_names(a: PersonRecord, b: PersonRecord) -> _Evidence:
    """The names as written, in the other order, or by an alias: whichever speaks most for one person."""
    tries = []
    for first, last, alias in _ways_of(a):
        for other_first, other_last, other_alias in _ways_of(b):
            found = _names(words(first), words(last), words(other_first), words(other_last))
            if used := alias or other_alias:
                found += _found("by an alias", f"By another name they use: {' '.join(used).strip()}")
            tries.append(found)
    return max(tries, key=lambda found: found.points)


def _ways_of(record: PersonRecord) -> list[tuple[str, str, tuple[str, str] | None]]:
    own: list[tuple[str, str, tuple[str, str] | None]] = [(record.first_names, record.last_name, None)]
    return own + [(first, last, (first, last)) for first, last in record.aliases]


Words = tuple[str, ...]


def _names(first: Words, last: Words, other_first: Words, other_last: Words) -> _Evidence:
    straight = _family(last, other_last) + _given(first, other_first)
    if not first or not other_first:
        return straight
    ways = (
        _family(last, other_first) + _given(first, other_last),
        _family(first, other_last) + _given(last, other_first),
    )
    turned = min(ways, key=lambda found: (found.points, sorted(found.kinds)))  # nobody knows which is the family name
    if turned.points - 0.5 > straight.points and turned.points > 0:
        return turned + _found("names in other order", "First and last names in the other order")
    return straight


def _family(mine: Words, theirs: Words) -> _Evidence:
    if not mine or not theirs:
        return NOTHING
    kind, pair = max(
        ((_alike(one, other), (one, other)) for one in _forms(mine) for other in _forms(theirs)),
        key=lambda found: POINTS[_FAMILY[found[0]]],
    )
    one, other = (word.title() for word in pair)
    whole = "".join(mine) == "".join(theirs)
    if kind == "same" and not whole and len(_telling(mine)) != len(_telling(theirs)):
        return _found("family name in part", f"One of the last names is the same: {one}")
    if kind == "same" and whole and set(mine) & set(theirs) & COMMON:
        return _found("common family name", f"Same last name, which many people have: {one}")
    return _found(_FAMILY[kind], _sentence(kind, "last name", one, other))


def _given(mine: Words, theirs: Words) -> _Evidence:
    if not mine or not theirs:
        return NOTHING
    kind = _alike_given(mine, theirs)
    if kind != "other":
        found = _found(_GIVEN[kind], _sentence(kind, "first name", _shown(mine[0]), _shown(theirs[0])))
        return found + _middle(mine[1:], theirs[1:])
    shared = [
        (one, other)
        for one in _forms(mine)
        for other in _forms(theirs)
        if min(len(one), len(other)) > 1 and _alike(one, other) in {"same", "otherwise", "one letter"}
    ]
    if shared:
        return _found("another first name in common", f"One of the first names is alike: {shared[0][0].title()}")
    if 1 in {len(mine[0]), len(theirs[0])}:
        what = "other initial"
    else:
        what = "other first name, same letter" if mine[0][0] == theirs[0][0] else "other first name"
    return _found(what, f"Different first names: {_shown(mine[0])}, {_shown(theirs[0])}")


def _alike_given(mine: Words, theirs: Words) -> str:
    one, other = mine[0], theirs[0]
    if "".join(mine) == "".join(theirs):
        return "same"
    if 1 in {len(one), len(other)}:
        return "initial" if one[0] == other[0] else "other"
    return min(
        (_alike(a, b) for a in {one, "".join(mine[:2])} for b in {other, "".join(theirs[:2])}), key=_CLOSEST.index
    )


def _middle(mine: Words, theirs: Words) -> _Evidence:
    """Middle names speak only when both have one and no two are alike."""
    if not mine or not theirs:
        return NOTHING
    for one in mine:
        for other in theirs:
            if one[0] == other[0] and 1 in {len(one), len(other)}:
                return NOTHING
            if _alike(one, other) != "other":
                return NOTHING
    return _found("other middle name", f"Different middle names: {_shown(mine[0])}, {_shown(theirs[0])}")


def _shown(word: str) -> str:
    return word.title()


def _telling(name: Words) -> Words:
    return tuple(word for word in name if word not in PARTICLES) or name


def _forms(name: Words) -> list[str]:
    """Each word that tells, and the whole written as one."""
    return [*_telling(name), "".join(name)] if len(name) > 1 else list(name)


_CLOSEST = ["same", "otherwise", "one letter", "sound", "two letters", "initial", "other"]
_FAMILY = {
    "same": "same family name",
    "otherwise": "family name written otherwise",
    "sound": "family name sounds alike",
    "one letter": "family name one letter",
    "two letters": "family name two letters",
    "other": "other family name",
}
_GIVEN = {
    "same": "same first name",
    "otherwise": "first name written otherwise",
    "sound": "first name sounds alike",
    "one letter": "first name one letter",
    "two letters": "first name two letters",
    "initial": "initial",
}


def _alike(one: str, other: str) -> str:
    """How close two words are, the closest that holds."""
    if one == other:
        return "same"
    if other in SAME_NAME.get(one, ()):
        return "otherwise"
    apart = letters_apart(one, other) if abs(len(one) - len(other)) <= 2 else 3
    shortest = min(len(one), len(other))
    if apart == 1 and shortest > 2:
        return "one letter"
    if len(sound(one)) > 1 and sound(one) == sound(other):
        return "sound"
    if apart == 2 and shortest > 4:
        return "two letters"
    return "other"


def _sentence(kind: str, which: str, one: str, other: str) -> str:
    if kind == "initial":
        return f"Same first initial: {one[0]}"
    if kind == "same":
        return f"Same {which}: {one}"
    return f"{_HOW[kind].format(which=which).capitalize()}: {one}, {other}"


_HOW = {
    "otherwise": "{which} written another way",
    "sound": "{which} sounds alike",
    "one letter": "{which} differs by one letter",
    "two letters": "{which} differs by two letters",
    "other": "different {which}s",
}
