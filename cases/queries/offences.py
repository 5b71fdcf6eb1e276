"""Offences of the table, by code or by words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Length, Upper

from cases.models import OffenceType
from cases.rules.offence_codes import look_up_order

SHOWN = 15
MOST_WORDS = 8
ALIKE = 0.4  # below this, nearness in spelling is chance
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


def offences_matching(text: str) -> list[FoundOffence]:
    """The offence a code means; or, for words, those whose title holds them all, else the nearest in spelling."""
    written = text.strip().upper()
    bracketed = CODE_IN_BRACKETS.search(written)
    code = bracketed[1] if bracketed else written
    if looks_like_a_code(code):
        row = offence_type_called(code)
        return [FoundOffence(code, row.title)] if row else []
    words = written.replace("/", " ").split()[:MOST_WORDS]
    rows = (_with_all_words(words) or _spelt_alike(words)) if words else []
    return [FoundOffence(row.cjs_code, row.title) for row in rows]


def _with_all_words(words: Sequence[str]) -> list[OffenceType]:
    condition = Q(pk__isnull=False)
    for word in words:
        condition &= Q(title_upper__contains=word)
    return list(_nearest_first(words).filter(condition)[:SHOWN])


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
