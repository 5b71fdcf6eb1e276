"""data/matching/pairs.csv, read as records to compare. What it holds and how it was made: data/matching/README.md."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from cases.enums import IdentifierScheme
from cases.rules.identifiers import canonical
from cases.rules.matching import PersonRecord

PAIRS = Path(settings.BASE_DIR) / "data" / "matching" / "pairs.csv"
THIS_YEAR = 2026
PARTS = ("tune", "held out")


@dataclass(frozen=True)
class LabelledPair:
    number: str
    kind: str
    part: str
    is_one_person: bool
    a: PersonRecord
    b: PersonRecord

    def __str__(self) -> str:
        one, other = (f"{who.first_names} {who.last_name} {who.date_of_birth}" for who in (self.a, self.b))
        return f"{self.number} ({self.kind}): {one} / {other}"


@cache
def labelled_pairs() -> tuple[LabelledPair, ...]:
    with PAIRS.open(encoding="utf-8") as file:
        return tuple(
            LabelledPair(
                row["pair"], row["kind"], row["part"], row["label"] == "same", _record(row, "a"), _record(row, "b")
            )
            for row in csv.DictReader(file)
        )


def _record(row: dict[str, str], side: str) -> PersonRecord:
    numbers = []
    for scheme in (IdentifierScheme.PNC, IdentifierScheme.NOMS):
        if written := row[f"{side}_{scheme.lower()}"]:
            number = canonical(scheme, written, THIS_YEAR)
            assert number is not None, f"{written} does not hold"
            numbers.append((str(scheme.value), number))
    born = row[f"{side}_date_of_birth"]
    aliases = [alias.split(", ") for alias in row[f"{side}_aliases"].split(" / ") if alias]
    return PersonRecord(
        row[f"{side}_first_names"],
        row[f"{side}_last_name"],
        date.fromisoformat(born) if born else None,
        tuple(numbers),
        row[f"{side}_postcode"],
        tuple((first, last) for last, first in aliases),
    )
