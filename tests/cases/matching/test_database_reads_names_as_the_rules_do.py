"""The database keeps the search index by functions of its own; they must say what cases.rules.names says."""

from __future__ import annotations

import pytest
from django.db import connection

from cases.rules.name_groups import SAME_NAME
from cases.rules.names import FULL_SOUND_MARK, SOUND_MARK, full_sound, shortened, sound, tokens

NAMES = [
    ("Łukasz", "Żółkiewski"),
    ("Siobhán", "Ó Súilleabháin"),
    ("Dr Jean-Luc", "d’Arcy"),
    ("Ægir", "Þór"),
    ("Иван", "Петров"),
    ("Mac", "Mc"),
    ("", "Al"),
    ("Mary  Ann", "Smith-Jones"),
    ("Ian", "Wolfeschlegelsteinhausenbergerdorff vor Altern"),
    ("", "Nguyễn Thị"),
    ("Jr.", "Mr"),
    ("a b c d", "e f g h"),
    ("İbrahim", "Güneş"),
    ("ŒUVRE", "Straße"),
    ("Rhys ap", "ap Hywel"),
    ("Sam Sam", "Sam"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("first_names", "last_name"), NAMES)
def test_a_name_has_the_same_words(first_names: str, last_name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_name_tokens(%s, %s)", [first_names, last_name])

        assert tuple(cursor.fetchone()[0]) == tokens(first_names, last_name)


@pytest.mark.django_db
def test_every_word_is_found_by_the_same_spellings_and_sound() -> None:
    words = sorted({*SAME_NAME, *(word for name in NAMES for word in tokens(*name))})

    with connection.cursor() as cursor:
        cursor.execute("SELECT word, array(SELECT cases_name_keys(word)) FROM unnest(%s) AS word", [words])
        kept = {word: set(keys) for word, keys in cursor.fetchall()}

    assert len(kept) > 800
    assert kept == {word: keys_of(word) for word in words}


def keys_of(word: str) -> set[str]:
    sounds = {FULL_SOUND_MARK + full_sound(word)} | ({SOUND_MARK + sound(word)} if len(sound(word)) > 1 else set())
    return set(shortened(word)) | sounds
