"""Where somebody was sentenced, lives and is supervised from, in words, and which unit they are better with.

The region of the sentencing court has the first duty (section 35 of the 2004 Act; domain 1.1). The victim may live in a
second region and the offender be supervised in a third (HMIP 2.5, 3.29, 5.4): there is one owner at every moment, and
where the victim lives elsewhere that unit is asked to take it over (decision 0018). The first owner is settled when it
is referred (victims.queries.draft_verdict.receiving_region).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vlu.lib.dates import in_words


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


def where_words(facts: RoutingFacts) -> str:
    """The line of the case page: "Sentenced in North East; lives in London; ..."

    What is not known is said, never left out: a unit that does not know where somebody lives has to ask.
    """
    said = (
        ("sentenced in", facts.court_region, "the court's region is not known"),
        ("lives in", facts.home_region, "where they live is not recorded"),
        ("supervised in", facts.supervising_region, "no offender manager is recorded"),
    )
    parts = "; ".join(f"{words} {place.name}" if place else unknown for words, place, unknown in said)
    return f"{parts[:1].upper()}{parts[1:]}."


@dataclass(frozen=True)
class TakenOver:
    """The last offer that was accepted: whose it was, and on which day."""

    from_region: Place
    on: date


def why_words(facts: RoutingFacts, owner: Place, taken_over: TakenOver | None) -> str:
    """Why this unit owns it, in one sentence. The first owner is the area in which the sentence was passed (section 35
    of the Domestic Violence, Crime and Victims Act 2004; domain 1.1); after that, whoever accepted an offer."""
    if taken_over is not None:
        before, on = taken_over.from_region.name, in_words(taken_over.on)
        return f"{owner.name} owns it because it accepted the offer of {before} on {on}."
    if facts.court_region == owner:
        return f"{owner.name} owns it because the sentence was passed there: the unit of that area has the first duty."
    if facts.court_region is None:
        return f"{owner.name} owns it because it was referred or recorded there: the court’s region is not known."
    return (
        f"{owner.name} owns it because it was recorded there. The sentence was passed in {facts.court_region.name}: "
        "if that unit should have it, offer it."
    )


def better_unit(facts: RoutingFacts, owner: Place) -> Place | None:
    """The unit of the region where they live, when another owns it today."""
    return facts.home_region if facts.home_region and facts.home_region != owner else None
