"""Which rows speak of one offender, and which are left for a person to settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.rules.exact_names import names_key
from victims.intake.same_person import Claim, same_people

BORN = date(1984, 3, 12)
NOMS, OTHER_NOMS = ("NOMS", "A1234BC"), ("NOMS", "A9999ZZ")
CRN = ("CRN", "X123456")


def claim(row: int, **facts: Any) -> Claim:
    said = {"first_names": "Harlan", "last_name": "Dray", "born": BORN, "identifiers": (), **facts}
    return Claim(row, **said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Neill", "ONeill"),
        ("Anne-Marie", "anne marie"),
        ("José", "Jose"),
        ("O’Dray", "o'dray"),
        ("St. John", "St John"),
    ],
)
def test_names_are_compared_without_accents_case_and_punctuation(one: str, other: str) -> None:
    assert names_key(one, "") == names_key(other, "")


def test_different_letters_are_different_names() -> None:
    assert names_key("Harlan", "Dray") != names_key("Harlan", "Drey")


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (claim(2), claim(3), True),
        (claim(2, identifiers=(NOMS,)), claim(3, last_name="Drake", identifiers=(NOMS,)), True),
        (claim(2, born=None), claim(3, born=None), False),
        (claim(2), claim(3, born=date(1984, 12, 3)), False),
        (claim(2, born=None, identifiers=(NOMS,)), claim(3, identifiers=(NOMS,)), True),
    ],
)
def test_one_person_shares_a_number_or_names_and_birth(first: Claim, second: Claim, together: bool) -> None:
    people, doubts = same_people([first, second])
    assert (people[0] == people[1]) is together
    assert doubts == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (claim(2, identifiers=(NOMS,)), claim(3, born=date(1970, 1, 1), identifiers=(NOMS,)), "another date of birth"),
        (claim(2, born=None, identifiers=(NOMS,)), claim(3, last_name="X", identifiers=(NOMS,)), "other names"),
        (claim(2, identifiers=(NOMS,)), claim(3, identifiers=(OTHER_NOMS,)), "another NOMS number"),
    ],
)
def test_what_is_in_doubt_is_said_of_both_rows(first: Claim, second: Claim, words: str) -> None:
    _, doubts = same_people([first, second])
    assert [doubt.row for doubt in doubts] == [2, 3]
    assert all(words in doubt.message and "Nothing is merged by itself." in doubt.message for doubt in doubts)
    assert "Compare it with row 3." in doubts[0].message


def test_a_second_number_of_one_kind_is_no_doubt_when_another_ties_them() -> None:
    _, doubts = same_people([claim(2, identifiers=(NOMS, CRN)), claim(3, identifiers=(OTHER_NOMS, CRN))])
    assert doubts == []


def test_a_row_between_two_people_we_hold_is_left_alone() -> None:
    held = [Claim(None, "A", "B", None, (NOMS,), known_id=1), Claim(None, "A", "B", None, (CRN,), known_id=2)]
    _, doubts = same_people([*held, claim(7, first_names="A", last_name="B", born=None, identifiers=(NOMS, CRN))])
    assert [doubt.row for doubt in doubts] == [7]
    assert "more than one offender we already hold" in doubts[0].message


def test_only_the_row_against_a_record_we_hold_waits_and_rows_that_agree_with_it_stand() -> None:
    held = claim(0, identifiers=(NOMS,), known_id=7)
    claims = [replace(held, row=None), claim(2), claim(3, identifiers=(NOMS,)), claim(4, identifiers=(OTHER_NOMS,))]
    claims.append(claim(5, born=date(1970, 1, 1), identifiers=(NOMS,)))
    _, doubts = same_people(claims)
    assert sorted(doubt.row for doubt in doubts) == [4, 5]


def test_rows_that_agree_with_the_record_and_not_with_one_another_all_wait() -> None:
    held = replace(claim(0, known_id=7), row=None)
    _, doubts = same_people([held, claim(2, identifiers=(NOMS,)), claim(3, identifiers=(OTHER_NOMS,)), claim(4)])
    assert sorted(doubt.row for doubt in doubts) == [2, 3, 4]
