"""Find a case of one's own unit: by reference, by a number of the offender, by either side's name, by date of birth.

Every statement joins Enrolment.objects.visible_to: nobody is ranked, counted or listed whom the user may not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from accounts.models import User
from cases.enums import IdentifierScheme
from cases.queries.name_search import AskedName, ask
from cases.queries.near_words import OFFENDERS, Near
from victims.models import Enrolment
from victims.queries.candidates import VICTIMS
from victims.queries.search_statements import BY_BIRTH, BY_PAIR, BY_WORD, OFFENDER_SIDE, VICTIM_SIDE, Side
from victims.rules.search_question import Born, Question, read
from victims.rules.search_words import how_found
from vlu.lib import clock

MOST = 25
SHORTEST = 2  # letters of a question
MOST_NAMES = 120  # people whose names are weighed against the question
MOST_WORDS = 12  # words near a single word that are looked up
FITS = 3.4  # what a name may cost and still be an answer


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
    visible = Enrolment.objects.visible_to(user).order_by()
    why = _by_reference_or_number(visible, question)
    try:
        for enrolment, reason in _by_name_or_birth(visible, question):
            why.setdefault(enrolment, reason)
    except EmptyResultSet:  # their role sees no case at all
        return [], False
    rows = visible.select_related("victim", "case__offender", "officer").in_bulk(list(why)[:MOST])
    return [Found(rows[pk], why[pk]) for pk in list(why)[:MOST] if pk in rows], len(why) > MOST


def _by_reference_or_number(visible: QuerySet[Enrolment], question: Question) -> dict[int, str]:
    text = question.text
    # An imported reference keeps the case of its letters; the index knows only references as they are written.
    referenced = visible.filter(Q(reference__startswith=text.upper()) | Q(reference__startswith=text))
    found = dict.fromkeys(referenced.order_by("id").values_list("pk", flat=True)[: MOST + 1], "Reference")
    for scheme, value in question.numbers:
        numbered = visible.filter(case__offender__identifiers__scheme=scheme, case__offender__identifiers__value=value)
        label = IdentifierScheme(scheme).label
        found |= dict.fromkeys(numbered.order_by("id").values_list("pk", flat=True)[: MOST + 1], f"{label} {value}")
    return found


def _by_name_or_birth(visible: QuerySet[Enrolment], question: Question) -> Iterator[tuple[int, str]]:
    if not question.name:
        for side in (VICTIM_SIDE, OFFENDER_SIDE):
            if question.born and question.born.day:
                for row in _rows(BY_BIRTH, side, visible, question.born, {}):
                    yield row[0], f"{side.whose} date of birth"
        return
    ranked: list[tuple[float, int, str]] = []
    for side, index in ((VICTIM_SIDE, VICTIMS), (OFFENDER_SIDE, OFFENDERS)):
        asked = ask(index, question.name, beginnings=True)
        ranked += _ranked(asked, side, _people(asked, side, visible, question.born))
    for _cost, enrolment, reason in sorted(ranked):
        yield enrolment, reason


def _people(
    asked: AskedName, side: Side, visible: QuerySet[Enrolment], born: Born | None
) -> list[tuple[int, str, str, bool]]:
    """Enrolment, first names, last name, whether the name is an alias."""
    pairs = asked.pairs()
    if pairs:
        columns = {
            "low": [pair.low for pair in pairs],
            "high": [pair.high for pair in pairs],
            "cost": [pair.cost for pair in pairs],
        }
        return _rows(BY_PAIR, side, visible, born, columns)
    if asked.is_several and not (born and born.day):
        return []  # two words, and no name has two words like them
    singles = asked.single_words()[:MOST_WORDS]
    initial = asked.initial
    columns = {
        "word": [word for word, _cost in singles],
        "cost": [cost for _word, cost in singles],
        "first": initial,
        "beyond": chr(ord(initial) + 1) if initial else "\U0010fffd",
    }
    return _rows(BY_WORD, side, visible, born, columns) if singles else []


def _rows(
    statement: str, side: Side, visible: QuerySet[Enrolment], born: Born | None, values: Mapping[str, Any]
) -> list[Any]:
    scope, scope_values = visible.values("id", side.path).query.sql_with_params()
    named = {f"scope{n}": value for n, value in enumerate(scope_values)}
    scope = scope % tuple(f"%({name})s" for name in named)
    birth = "AND o.date_of_birth >= %(born)s AND o.date_of_birth < %(born_before)s" if born else ""
    births = {"born": born.first, "born_before": born.beyond} if born else {}
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(**side.parts, scope=scope, birth=birth), {**named, **births, **values, "most": MOST_NAMES}
        )
        rows: list[Any] = cursor.fetchall()
    return rows


def _ranked(asked: AskedName, side: Side, people: list[tuple[int, str, str, bool]]) -> Iterator[tuple[float, int, str]]:
    fits: dict[tuple[str, str], tuple[float, dict[str, tuple[str, Near]]]] = {}
    for enrolment, first_names, last_name, is_alias in people:
        name = (first_names, last_name)
        if name not in fits:
            fits[name] = asked.fit(*name)
        cost, found = fits[name]
        if cost <= FITS:
            yield cost, enrolment, how_found(side.whose, " ".join(name).strip() if is_alias else "", found)
