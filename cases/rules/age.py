"""How old somebody was, and from what age the courts sentence."""

from __future__ import annotations

from datetime import date

YOUNGEST_SENTENCED = 10  # the age of criminal responsibility: Children and Young Persons Act 1933, s.50


def age_on(day: date, born: date) -> int:
    """In whole years. Somebody born on 29 February is a year older from 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def too_young_to_be_sentenced(born: date, sentenced_on: date) -> bool:
    return age_on(sentenced_on, born) < YOUNGEST_SENTENCED


def eighteenth_birthday(born: date) -> date:
    """The day somebody turns 18; for 29 February, 1 March (as age_on has it)."""
    if (born.month, born.day) == (2, 29):
        return date(born.year + 18, 3, 1)
    return born.replace(year=born.year + 18)
