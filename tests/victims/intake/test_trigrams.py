"""Likeness counted here is what the database counts, so that it matters not whether somebody is in a table yet."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from django.db import connection

from bench.court_rows import BEGINNINGS, ENDINGS, FIRST
from victims.intake.trigrams import likeness

SPECIAL = ["O'BRIEN-SMITH", "JOHN  SMITH", "JON SMITH", "J", "", "MARY-ANN ST. JOHN", "SMITH JOHN", "A_B 3RD", "AA AAA"]


def _names() -> list[str]:
    luck = Random(5)
    return [
        *SPECIAL,
        *(f"{luck.choice(FIRST)} {luck.choice(BEGINNINGS)}{luck.choice(ENDINGS)}".upper() for _ in range(60)),
    ]


@pytest.mark.django_db
def test_every_two_names_are_as_alike_here_as_in_the_database() -> None:
    pairs = list(product(_names(), repeat=2))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT similarity(one, other) FROM unnest(%s::text[], %s::text[]) AS pairs (one, other)",
            [[one for one, _ in pairs], [other for _, other in pairs]],
        )
        there = [row[0] for row in cursor.fetchall()]
    here = [likeness(one, other) for one, other in pairs]
    assert here == pytest.approx(there, abs=1e-6)
    assert any(0.3 < value < 0.9 for value in here)
