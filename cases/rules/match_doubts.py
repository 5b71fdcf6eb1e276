"""Who else would be as alike as two records are. While there is a doubt, no score calls them very alike."""

from __future__ import annotations

SAME_DAY = frozenset({"same birth", "birth swapped"})
NEAR_BIRTH = frozenset({"birth one figure", "birth in part"})
ONE_FAMILY = frozenset(
    {"same family name", "common family name", "family name written otherwise", "family name sounds alike"}
    | {"family name one letter", "family name in part"}
)
ALIKE_FIRST = frozenset(
    {"first name written otherwise", "first name sounds alike", "first name one letter", "first name two letters"}
    | {"another first name in common", "initial"}
)


def doubts_about(kinds: frozenset[str]) -> tuple[str, ...]:
    """Each as a sentence, from the lines of POINTS that were found. Only a number in common settles them."""
    if "same number" in kinds:
        return ()
    found = []
    if kinds & SAME_DAY and kinds & ONE_FAMILY and kinds & ALIKE_FIRST:
        found.append("Twins can be as alike as this")
    if kinds & NEAR_BIRTH and kinds & ONE_FAMILY:
        found.append("A parent and child, or two people of one name, can be as alike as this")
    elif "common family name" in kinds and "same postcode" not in kinds:
        found.append("Two people of this name can be as alike as this")
    return tuple(found)
