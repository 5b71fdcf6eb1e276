"""Which unit owns a case at first, to whom it is offered on, and how the page says so."""

from __future__ import annotations

from itertools import product

import pytest

from victims.rules.routing import Place, RoutingFacts, better_unit, route, where_words

NORTH_EAST, KENT, LONDON = Place("N54", "North East"), Place("N57", "Kent, Surrey and Sussex"), Place("N07", "London")
ANYWHERE = (None, NORTH_EAST, KENT, LONDON)


def test_the_court_decides_and_the_unit_where_they_live_is_asked() -> None:
    found = route(RoutingFacts(NORTH_EAST, LONDON, KENT, LONDON))

    assert (found.owner, found.offer_to) == (NORTH_EAST, KENT)
    assert found.reasons == (
        "Sentenced in North East, which has the first duty.",
        "They live in Kent, Surrey and Sussex, so it is offered to that unit, which they can meet.",
        "The offender is supervised in London, which settles the licence conditions.",
    )


def test_without_a_known_court_the_referrer_decides() -> None:
    assert route(RoutingFacts(None, KENT, None, None)).owner == KENT


def test_somebody_who_lives_where_it_is_owned_is_not_offered_on() -> None:
    assert route(RoutingFacts(KENT, None, KENT, None)).offer_to is None


@pytest.mark.parametrize(("court", "referrer", "home", "supervising"), list(product(ANYWHERE, repeat=4)))
def test_there_is_one_owner_whenever_anything_says_which_and_it_is_never_offered_to_itself(
    court: Place | None, referrer: Place | None, home: Place | None, supervising: Place | None
) -> None:
    found = route(RoutingFacts(court, referrer, home, supervising))

    assert found.owner == (court or referrer)
    assert found.offer_to is None or (found.offer_to == home and found.offer_to != found.owner)
    assert found.reasons


def test_three_places_are_said_in_one_line() -> None:
    facts = RoutingFacts(NORTH_EAST, None, KENT, LONDON)

    words = "Sentenced in North East; lives in Kent, Surrey and Sussex; supervised in London. Owner: North East."
    assert where_words(facts, NORTH_EAST) == words
    assert better_unit(facts, NORTH_EAST) == KENT
    assert better_unit(facts, KENT) is None


def test_what_is_not_known_is_said() -> None:
    words = where_words(RoutingFacts(KENT, None, None, None), KENT)

    assert "where they live is not recorded; no offender manager is recorded" in words
