"""Where somebody was sentenced, lives and is supervised from, as the page says it."""

from __future__ import annotations

from datetime import date

import pytest

from victims.rules.routing import Place, RoutingFacts, TakenOver, better_unit, where_words, why_words

NORTH_EAST, KENT, LONDON = Place("N54", "North East"), Place("N57", "Kent, Surrey and Sussex"), Place("N07", "London")


def test_three_places_are_said_in_one_line() -> None:
    facts = RoutingFacts(NORTH_EAST, KENT, LONDON)

    words = "Sentenced in North East; lives in Kent, Surrey and Sussex; supervised in London."
    assert where_words(facts) == words
    assert better_unit(facts, NORTH_EAST) == KENT
    assert better_unit(facts, KENT) is None


ACCEPTED = TakenOver(NORTH_EAST, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("court", "taken_over", "words"),
    [
        (KENT, None, "because the sentence was passed there: the unit of that area has the first duty."),
        (None, None, "because it was referred or recorded there: the court’s region is not known."),
        (LONDON, None, "The sentence was passed in London: if that unit should have it, offer it."),
        (NORTH_EAST, ACCEPTED, "because it accepted the offer of North East on Friday 20 November 2026."),
    ],
)
def test_why_a_unit_owns_it_is_one_sentence(court: Place | None, taken_over: TakenOver | None, words: str) -> None:
    said = why_words(RoutingFacts(court, None, None), KENT, taken_over)

    assert said.startswith("Kent, Surrey and Sussex owns it ")
    assert said.endswith(words)


def test_where_somebody_lives_or_is_supervised_from_is_no_reason_to_own_it() -> None:
    facts = RoutingFacts(KENT, home_region=LONDON, supervising_region=NORTH_EAST)

    assert why_words(facts, KENT, None) == why_words(RoutingFacts(KENT, None, None), KENT, None)


def test_what_is_not_known_is_said() -> None:
    words = where_words(RoutingFacts(KENT, None, None))

    assert "where they live is not recorded; no offender manager is recorded" in words
