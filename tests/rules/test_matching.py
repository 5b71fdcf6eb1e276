"""What two records say about being one person, sentence by sentence."""

from __future__ import annotations

from datetime import date

import pytest

from cases.rules.births import births_like
from cases.rules.matching import PersonRecord, compare

BORN = date(1984, 2, 4)
PNC = ("PNC", "1979/0163001B")


def reasons(one: PersonRecord, other: PersonRecord) -> tuple[str, ...]:
    return compare(one, other).reasons


@pytest.mark.parametrize(
    ("born", "sentence"),
    [
        (BORN, "Same date of birth"),
        (date(1984, 4, 2), "Same date of birth with day and month swapped"),
        (date(1984, 2, 5), "Dates of birth differ in one figure"),
        (date(1948, 2, 4), "Dates of birth differ by two figures that changed places"),
        (date(1967, 2, 4), "Dates of birth agree in part"),
        (date(1961, 7, 23), "Different date of birth"),
    ],
)
def test_dates_of_birth(born: date, sentence: str) -> None:
    assert sentence in reasons(PersonRecord("Ana", "Quill", BORN), PersonRecord("Ana", "Quill", born))


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (("Mohammed", "Choudhury"), ("Muhammad", "Chowdhry"), "First name written another way: Mohammed, Muhammad"),
        (("Ana", "Choudhurie"), ("Ana", "Chowdri"), "Last name sounds alike: Choudhurie, Chowdri"),
        (("Siobhán", "Roe"), ("Siobhan", "Roe"), "Same first name: Siobhan"),
        (("William", "Roe"), ("Bill", "Roe"), "First name written another way: William, Bill"),
        (("Łukasz", "Kowalski"), ("Lukasz", "Kowalska"), "Last name differs by one letter: Kowalski, Kowalska"),
        (("Ana", "Smith-Jones"), ("Ana", "Jones"), "One of the last names is the same: Jones"),
        (("Ana", "O'Brien"), ("Ana", "O Brien"), "Same last name: Obrien"),
        (("Quill", "Ana"), ("Ana", "Quill"), "First and last names in the other order"),
        (("A", "Quill"), ("Ana", "Quill"), "Same first initial: A"),
        (("Ana", "Quill"), ("Ana", "Drake"), "Different last names: Quill, Drake"),
    ],
)
def test_names(one: tuple[str, str], other: tuple[str, str], sentence: str) -> None:
    assert sentence in reasons(PersonRecord(*one), PersonRecord(*other))


def test_an_alias_is_named_as_the_reason() -> None:
    one = PersonRecord("Ana", "Quill", BORN, aliases=(("Zoe", "Marsh"),))

    assert "By another name they use: Zoe Marsh" in reasons(one, PersonRecord("Zoe", "Marsh", BORN))


def test_a_number_in_common_weighs_more_than_a_mistyped_date_and_another_last_name() -> None:
    found = compare(PersonRecord("Ana", "Quill", BORN, (PNC,)), PersonRecord("Ana", "Drake", date(1984, 2, 5), (PNC,)))

    assert found.band == "same"
    assert "Same PNC number: 1979/0163001B" in found.reasons


def test_two_numbers_of_one_kind_speak_against_and_are_never_called_the_same() -> None:
    one = PersonRecord("Ana", "Quill", BORN, (PNC,), "CT1 2AB")
    without, other = (
        PersonRecord("Ana", "Quill", BORN, numbers, "CT1 2AB") for numbers in ((), (("PNC", "2003/0000003Y"),))
    )

    assert compare(one, without).band == "same"
    assert compare(one, other).band == "review"
    assert "Different PNC number" in compare(one, other).reasons


def test_father_and_son_of_one_name_are_different_people() -> None:
    assert (
        compare(PersonRecord("Ewan", "Hale", BORN), PersonRecord("Ewan", "Hale", date(1957, 9, 30))).band == "different"
    )


def test_twins_are_different_people() -> None:
    assert compare(PersonRecord("Amy", "Hale", BORN), PersonRecord("Beth", "Hale", BORN)).band == "different"


def test_the_order_of_the_records_does_not_matter() -> None:
    one, other = PersonRecord("Mo", "Chowdhry", BORN), PersonRecord("Mohammed Ali", "Choudhury", None, (PNC,))

    assert compare(one, other).score == compare(other, one).score


def test_postcodes_in_any_spelling() -> None:
    found = reasons(PersonRecord("Ana", "Roe", postcode="ct12ab"), PersonRecord("Ana", "Roe", postcode="CT1 2AB"))

    assert "Same postcode: CT1 2AB" in found


def test_dates_a_clerk_may_have_meant_hold_the_swapped_and_the_mistyped() -> None:
    assert {BORN, date(1984, 4, 2), date(1984, 2, 5), date(1948, 2, 4)} <= set(births_like(BORN))
    assert date(1961, 7, 23) not in births_like(BORN)
