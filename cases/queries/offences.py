"""Offences of the table, by code or by words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, or_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Length, Upper

from cases.models import OffenceType
from cases.rules.names import letters_apart
from cases.rules.offence_codes import look_up_order

SHOWN = 15
MOST_WORDS = 8
ALIKE = 0.4  # below this, nearness in spelling is chance
SHORT_WORD = 5  # one letter wrong in a word as short as this; two in a longer one
SAID_AS = {"ABH": "ACTUAL BODILY HARM", "GBH": "GRIEVOUS BODILY HARM"}  # how courts speak, and how the table writes
CODE = re.compile(r"^([A-Z]{2}\d{5}|COML\d{3})[A-Z]?$")
CODE_IN_BRACKETS = re.compile(r"\(([A-Z0-9]{7,8})\)\s*$")


@dataclass(frozen=True)
class FoundOffence:
    """`code` is as written, with its letter for an attempt or the like; `title` is the table's."""

    code: str
    title: str


def looks_like_a_code(text: str) -> bool:
    return CODE.match(text.strip().upper()) is not None


def offence_type_called(code: str) -> OffenceType | None:
    """The row for a code: as written first, then without its suffix letter."""
    return offence_types_called([code]).get(code)


def offence_types_called(codes: Collection[str]) -> dict[str, OffenceType]:
    """The same for several codes, in one query. Codes the table does not hold are left out."""
    orders = {code: look_up_order(code) for code in codes if code}
    wanted = {candidate for order in orders.values() for candidate in order}
    found = {row.cjs_code: row for row in OffenceType.objects.filter(cjs_code__in=wanted)} if wanted else {}
    firsts = {code: next((found[one] for one in order if one in found), None) for code, order in orders.items()}
    return {code: row for code, row in firsts.items() if row is not None}


def code_written(text: str) -> str:
    """The code, when the text is one or ends with one in brackets; otherwise empty. Words are never a code: with words
    a person chooses, because the only offence found may still be another one."""
    written = text.strip().upper()
    bracketed = CODE_IN_BRACKETS.search(written)
    code = bracketed[1] if bracketed else written
    return code if looks_like_a_code(code) else ""


def offences_matching(text: str) -> list[FoundOffence]:
    """The offence a code means; or, for words, those whose title holds them all, else the nearest in spelling."""
    if code := code_written(text):
        row = offence_type_called(code)
        return [FoundOffence(code, row.title)] if row else []
    words = text.upper().replace("/", " ").split()[:MOST_WORDS]
    rows = (_as_written(words) or _misspelt(words) or _spelt_alike(words)) if words else []
    return [FoundOffence(row.cjs_code, row.title) for row in rows]


def _as_written(words: Sequence[str]) -> list[OffenceType]:
    return _with_all_words([_forms(word) for word in words])


def _misspelt(words: Sequence[str]) -> list[OffenceType]:
    """Each word that no title holds is read as those of the titles that are nearest to it, letter by letter."""
    titles = "\n".join(OffenceType.objects.values_list("title", flat=True)).upper()
    known = set(re.findall(r"[A-Z]{3,}", titles))
    return _with_all_words([_forms(word) if word in titles else _nearest_words(word, known) for word in words])


def _forms(word: str) -> tuple[str, ...]:
    return (word, SAID_AS[word]) if word in SAID_AS else (word,)


def _nearest_words(word: str, known: Collection[str]) -> tuple[str, ...]:
    most = 1 if len(word) <= SHORT_WORD else 2
    near = [one for one in known if abs(len(one) - len(word)) <= most]
    apart = {one: letters_apart(word, one) for one in near}
    nearest = min(apart.values(), default=most + 1)
    return tuple(sorted(one for one in near if apart[one] == nearest)) if nearest <= most else (word,)


def _with_all_words(words: Sequence[tuple[str, ...]]) -> list[OffenceType]:
    condition = Q(pk__isnull=False)
    for forms in words:
        condition &= reduce(or_, (Q(title_upper__contains=form) for form in forms))
    return list(_nearest_first([forms[-1] for forms in words]).filter(condition)[:SHOWN])


def _spelt_alike(words: Sequence[str]) -> list[OffenceType]:
    return list(_nearest_first(words).filter(Q(alike__gte=ALIKE))[:SHOWN])


def _nearest_first(words: Sequence[str]) -> QuerySet[OffenceType]:
    """Offences still charged before those that ended; then by how near each word is to some word of the title; then
    titles that begin with the first word, and the shorter.

    Word by word, because "coersive control" must find "controlling / coercive behaviour".
    """
    title = Upper("title")
    each = [TrigramWordSimilarity(word, title) for word in words]
    alike = reduce(add, each) / Value(float(len(each)))
    begins = Case(When(title_upper__startswith=words[0], then=Value(0)), default=Value(1))
    ended = Case(When(valid_to__isnull=True, then=Value(0)), default=Value(1))
    rows = OffenceType.objects.annotate(title_upper=title, alike=alike, begins=begins, ended=ended)
    return rows.order_by("ended", "-alike", "begins", Length("title"), "title")
