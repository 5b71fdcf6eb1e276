"""Where somebody was sentenced, lives and is supervised from, in words, and which unit they are better with.

The region of the sentencing court has the first duty (section 35 of the 2004 Act; domain 1.1). The victim may live in a
second region and the offender be supervised in a third (HMIP 2.5, 3.29, 5.4): there is one owner at every moment, and
where the victim lives elsewhere that unit is asked to take it over (decision 0018). The first owner is settled when it
is referred (victims.queries.draft_verdict.receiving_region).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A probation region."""

    code: str
    name: str


@dataclass(frozen=True)
class RoutingFacts:
    """None where nobody has said."""

    court_region: Place | None
    home_region: Place | None
    supervising_region: Place | None


def where_words(facts: RoutingFacts, owner: Place) -> str:
    """The line of the case page: "Sentenced in North East; lives in London; ... Owner: North East."

    What is not known is said, never left out: a unit that does not know where somebody lives has to ask.
    """
    said = (
        ("sentenced in", facts.court_region, "the court's region is not known"),
        ("lives in", facts.home_region, "where they live is not recorded"),
        ("supervised in", facts.supervising_region, "no offender manager is recorded"),
    )
    parts = "; ".join(f"{words} {place.name}" if place else unknown for words, place, unknown in said)
    return f"{parts[:1].upper()}{parts[1:]}. Owner: {owner.name}."


def better_unit(facts: RoutingFacts, owner: Place) -> Place | None:
    """The unit of the region where they live, when another owns it today."""
    return facts.home_region if facts.home_region and facts.home_region != owner else None
