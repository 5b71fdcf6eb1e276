"""Which request a referral answers."""

from __future__ import annotations

from victims.rules.request_matching import Asked, Referred, answered_by

MARIA = Referred("Maria Fenwick", frozenset({1}))


def test_the_request_that_names_them_is_answered_before_one_that_names_nobody() -> None:
    nobody, named = Asked(1, "", frozenset({1})), Asked(2, "Maria FENWICK", frozenset({2}))

    assert answered_by(MARIA, [nobody, named]) == named


def test_a_request_that_names_nobody_is_answered_for_a_shared_offence_only() -> None:
    assert answered_by(MARIA, [Asked(1, "", frozenset({1, 2}))]) == Asked(1, "", frozenset({1, 2}))
    assert answered_by(MARIA, [Asked(1, "", frozenset({2}))]) is None


def test_a_request_for_somebody_else_stands() -> None:
    assert answered_by(MARIA, [Asked(1, "Marie Fenwick", frozenset({1}))]) is None


def test_between_two_that_fit_nobody_guesses() -> None:
    twice = [Asked(1, "Maria Fenwick", frozenset({1})), Asked(2, "Mrs Maria Fenwick", frozenset({1}))]

    assert answered_by(MARIA, twice) is None
