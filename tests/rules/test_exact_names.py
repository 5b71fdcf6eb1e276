"""Names are compared exactly, but for accents, case and punctuation; plain letters go a quicker way to the same end."""

from __future__ import annotations

import pytest

from cases.rules.exact_names import names_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "OBRIEN"),
        ("O’Brien", "O'Brien"),
        ("St. John", "st john"),
        ("Smith-Jones", "Smith  Jones"),
        ("Smith_Jones", "smith jones "),
        ("Zoë", "Zoe"),
        ("(Bob)", "bob"),
        ("Fe\u00adll", "Fell"),  # a soft hyphen, as copied from a document
        ("\u202eFe\u200b\u2060ll\u200d", "Fell"),
    ],
)
def test_written_differently_it_is_the_same_name(one: str, other: str) -> None:
    assert names_key("", one) == names_key("", other)


@pytest.mark.parametrize("letter", [chr(code) for code in range(128)])
def test_a_plain_letter_counts_the_same_beside_an_accent(letter: str) -> None:
    plain, accented = names_key("", f"Ze{letter}b")[1], names_key("", f"Zé{letter}b")[1]
    assert plain == accented
