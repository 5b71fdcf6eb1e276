"""Find a case of one's own unit: by reference, by a number of the offender, by either side's name, by date of birth.

Every statement joins Enrolment.objects.visible_to: nobody is ranked, counted or listed whom the user may not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q

from accounts.models import User
from cases.enums import IdentifierScheme
from cases.queries.name_search import AskedName, ask
from cases.queries.near_words import OFFENDERS, Near
from victims.models import Enrolment
from victims.queries.candidates import VICTIMS
from victims.queries.search_answers import enrolments_listed
from victims.queries.search_scope import Scope
from victims.queries.search_statements import (
    ANY_REFERENCE,
    BY_BIRTH,
    BY_PAIR,
    BY_WORD,
    OFFENDER_SIDE,
    VICTIM_SIDE,
    Side,
)
from victims.rules.search_question import Born, Question, read
from victims.rules.search_words import how_found
from vlu.lib import clock
from vlu.lib.planned import planned_rows

MOST = 25
SHORTEST = 2  # letters of a question
LAST_LETTER = "\U0010fffd"  # sorts after every other
MOST_NAMES = 120  # people of each side whose names are weighed against the question
MOST_OF_A_WORD = 60  # of them, by one word near a single word
MOST_WORDS = 12  # words near a single word that are looked up
FITS = 3.4  # what a name may cost and still be an answer
SIDES = ((VICTIM_SIDE, VICTIMS), (OFFENDER_SIDE, OFFENDERS))
Named = tuple[str, int, str, str, bool]  # side, enrolment, first names, last name, whether the name is an alias
Part = tuple[Side, str, dict[str, Any]]  # a statement of one side, with its values


@dataclass(frozen=True)
class Found:
    """An enrolment, and in plain words why it is an answer."""

    enrolment: Enrolment
    why: str


def find_enrolments(user: User, words: str) -> tuple[list[Found], bool]:
    """At most 25, best first, and whether there are more."""
    question = read(words, clock.today().year)
    if len(question.text) < SHORTEST:
        return [], False
    try:
        scope = Scope.of(user)
    except EmptyResultSet:
        return [], False
    why = _by_reference(user, question) | _by_number(user, question)
    for enrolment, reason in _by_name_or_birth(scope, question):
        why.setdefault(enrolment, reason)
    first = list(why)[:MOST]
    rows = enrolments_listed(scope, first)
    return [Found(rows[pk], why[pk]) for pk in first if pk in rows], len(why) > MOST


def _by_reference(user: User, question: Question) -> dict[int, str]:
    # An imported reference keeps the case of its letters; the index knows only references as they are written.
    typed, upper = question.text, question.text.upper()
    bounds = {"typed": typed, "beyond_typed": typed + LAST_LETTER, "upper": upper, "beyond_upper": upper + LAST_LETTER}
    if not planned_rows(ANY_REFERENCE, bounds):
        return {}
    begun = Q(reference__startswith=typed) | Q(reference__startswith=upper)
    visible = Enrolment.objects.visible_to(user).filter(begun).order_by("id")
    return dict.fromkeys(visible.values_list("pk", flat=True)[: MOST + 1], "Reference")


def _by_number(user: User, question: Question) -> dict[int, str]:
    found: dict[int, str] = {}
    for scheme, value in question.numbers:
        visible = Enrolment.objects.visible_to(user)
        numbered = visible.filter(case__offender__identifiers__scheme=scheme, case__offender__identifiers__value=value)
        label = IdentifierScheme(scheme).label
        found |= dict.fromkeys(numbered.order_by("id").values_list("pk", flat=True)[: MOST + 1], f"{label} {value}")
    return found


def _by_name_or_birth(scope: Scope, question: Question) -> Iterator[tuple[int, str]]:
    if not question.name:
        if question.born and question.born.day:
            births: list[Part] = [(side, BY_BIRTH, {}) for side, _ in SIDES]
            whose = {side.name: side.whose for side, _ in SIDES}
            for name, enrolment, *_ in _people(scope, births, question.born):
                yield enrolment, f"{whose[name]} date of birth"
        return
    heard = ask([index for _, index in SIDES], question.name, beginnings=True)
    parts = [part for (side, _), asked in zip(SIDES, heard, strict=True) if (part := _part(side, asked, question.born))]
    people = _people(scope, parts, question.born)
    ranked: list[tuple[float, int, str]] = []
    for (side, _), asked in zip(SIDES, heard, strict=True):
        ranked += _ranked(asked, side, [one for one in people if one[0] == side.name])
    for _cost, enrolment, reason in sorted(ranked):
        yield enrolment, reason


def _part(side: Side, asked: AskedName, born: Born | None) -> Part | None:
    """The statement that finds people of one side, with its values; None when nobody can be found."""
    if pairs := asked.pairs():
        cost, low, high = zip(*pairs, strict=True)
        return side, BY_PAIR, {"low": "|".join(low), "high": "|".join(high), "cost": "|".join(map(str, cost))}
    if asked.is_several and not (born and born.day):
        return None  # two words, and no name has two words like them
    singles = asked.single_words()[:MOST_WORDS]
    if not singles:
        return None
    first = asked.initial
    word, costs = zip(*singles, strict=True)
    values = {"word": "|".join(word), "cost": "|".join(map(str, costs)), "first": first}
    return side, BY_WORD, values | {"beyond": chr(ord(first) + 1) if first else LAST_LETTER}


def _people(scope: Scope, parts: Sequence[Part], born: Born | None) -> list[Named]:
    """Those within the scope, of both sides in one statement, the nearest first on each side."""
    values: dict[str, Any] = {"born": born.first, "born_before": born.beyond} if born else {}
    values |= {"most": MOST_NAMES, "most_of_a_word": MOST_OF_A_WORD}
    statements = []
    for side, statement, columns in parts:
        statements.append(side.ask(statement, scope.sql, is_born=born is not None))
        values |= {f"{side.name}_{name}": value for name, value in columns.items()}
    return scope.rows(" UNION ALL ".join(statements), values) if statements else []


def _ranked(asked: AskedName, side: Side, people: Sequence[Named]) -> Iterator[tuple[float, int, str]]:
    fits: dict[tuple[str, str], tuple[float, dict[str, tuple[str, Near]]]] = {}
    for _, enrolment, first_names, last_name, is_alias in people:
        name = (first_names, last_name)
        if name not in fits:
            fits[name] = asked.fit(*name)
        cost, found = fits[name]
        if cost <= FITS:
            yield cost, enrolment, how_found(side.whose, " ".join(name).strip() if is_alias else "", found)
