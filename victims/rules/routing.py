"""Which unit owns an enrolment, and to whom it is offered on.

The region of the sentencing court has the first duty (section 35 of the 2004 Act; domain 1.1). The victim may live in a
second region and the offender be supervised in a third (HMIP 2.5, 3.29, 5.4): there is one owner at every moment, and
where the victim lives elsewhere that unit is asked to take it over (decision 0018).
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
    """None where nobody has said. `referrer_region` is that of the force or team that referred."""

    court_region: Place | None
    referrer_region: Place | None
    home_region: Place | None
    supervising_region: Place | None


@dataclass(frozen=True)
class Route:
    """`owner` is None when neither court nor referrer has a region; `offer_to` when the owner is the right unit."""

    owner: Place | None
    offer_to: Place | None
    reasons: tuple[str, ...]


def route(facts: RoutingFacts) -> Route:
    """Who owns it at first, to whom it is then offered, and why, in sentences."""
    owner, reasons = _first_owner(facts)
    home, supervising = facts.home_region, facts.supervising_region
    offer_to = home if home and owner and home != owner else None
    if offer_to:
        reasons.append(f"They live in {offer_to.name}, so it is offered to that unit, which they can meet.")
    if supervising and owner and supervising not in (owner, offer_to):
        reasons.append(f"The offender is supervised in {supervising.name}, which settles the licence conditions.")
    return Route(owner, offer_to, tuple(reasons))


def _first_owner(facts: RoutingFacts) -> tuple[Place | None, list[str]]:
    if facts.court_region:
        return facts.court_region, [f"Sentenced in {facts.court_region.name}, which has the first duty."]
    if facts.referrer_region:
        return facts.referrer_region, [f"The court's region is not known; referred from {facts.referrer_region.name}."]
    return None, ["Neither the court nor the referrer belongs to one region."]


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
