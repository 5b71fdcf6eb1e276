"""One way to say that two names are written alike, wherever that is asked."""

from __future__ import annotations

import pytest

from cases.rules.exact_names import names_key
from cases.rules.names import exact_words
from victims.rules.same_name import is_same_name


@pytest.mark.parametrize(
    "written",
    [
        "MARIA FENWICK",
        "Mrs Maria  Fenwick",
        "Lady María Fenwick",
        "maria fenwick.",
        "Maria\u2013Fenwick",
        "Maria_Fenwick",
    ],
)
def test_a_name_is_the_same_however_it_is_written(written: str) -> None:
    assert exact_words(written) == ("maria", "fenwick")


def test_an_apostrophe_and_a_stroked_letter_tell_nobody_apart() -> None:
    assert exact_words("Aoife O\u2019Brien") == exact_words("aoife O'Brien") == ("aoife", "obrien")
    assert exact_words("Łucja Żak") == exact_words("Lucja Zak")


@pytest.mark.parametrize("written", ["Оксана Шевчук", "王 伟"])
def test_a_name_in_another_script_stays(written: str) -> None:
    assert len(exact_words(written)) == 2


def test_father_and_son_are_two() -> None:
    assert names_key("John", "Vane Snr") != names_key("John", "Vane Jnr")


def test_a_name_that_is_an_honorific_stays_a_name() -> None:
    assert names_key("Dame", "Diouf") != names_key("Master", "Diouf")


def test_only_the_referrers_own_check_passes_over_the_order() -> None:
    assert is_same_name("Mrs Maria FELL", "Fell, Maria")
    assert is_same_name("Aoife O'Brien", "Aoife O Brien")
    assert exact_words("Maria Fell") != exact_words("Fell Maria")


def test_an_empty_name_is_nobodys() -> None:
    assert not is_same_name("", "")
