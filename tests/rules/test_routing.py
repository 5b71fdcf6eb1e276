"""Where somebody was sentenced, lives and is supervised from, as the page says it."""

from __future__ import annotations

from victims.rules.routing import Place, RoutingFacts, better_unit, where_words

NORTH_EAST, KENT, LONDON = Place("N54", "North East"), Place("N57", "Kent, Surrey and Sussex"), Place("N07", "London")


def test_three_places_are_said_in_one_line() -> None:
    facts = RoutingFacts(NORTH_EAST, KENT, LONDON)

    words = "Sentenced in North East; lives in Kent, Surrey and Sussex; supervised in London. Owner: North East."
    assert where_words(facts, NORTH_EAST) == words
    assert better_unit(facts, NORTH_EAST) == KENT
    assert better_unit(facts, KENT) is None


def test_what_is_not_known_is_said() -> None:
    words = where_words(RoutingFacts(KENT, None, None), KENT)

    assert "where they live is not recorded; no offender manager is recorded" in words
