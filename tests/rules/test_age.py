"""Ages are counted in whole years, to the birthday."""

from __future__ import annotations

from datetime import date

import pytest

from cases.rules.age import age_on, too_young_to_be_sentenced


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2000, 5, 10), date(2026, 5, 9), 25),
        (date(2000, 5, 10), date(2026, 5, 10), 26),
        (date(2000, 12, 31), date(2026, 1, 1), 25),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
    ],
)
def test_a_year_is_added_on_the_birthday(born: date, day: date, years: int) -> None:
    assert age_on(day, born) == years


def test_nobody_is_sentenced_before_their_tenth_birthday() -> None:
    assert too_young_to_be_sentenced(date(2016, 11, 21), date(2026, 11, 20))
    assert not too_young_to_be_sentenced(date(2016, 11, 20), date(2026, 11, 20))
