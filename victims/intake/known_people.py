"""Offenders we hold who may be those a file speaks of, as claims the rule of victims.intake.same_person compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models.expressions import RawSQL

from cases.models import Offender
from cases.queries.merged import standing_offenders
from cases.rules.exact_names import names_key
from victims.intake.copying import array_of
from victims.intake.same_person import Claim, Identifier

AT_A_TIME = 2000
Value = TypeVar("Value")


def known_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Offenders we hold who share a number, or names and date of birth, with a row."""
    wanted: set[int] = set()
    by_scheme: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for scheme, value in claim.identifiers:
            by_scheme[scheme].append(value)
    for scheme, values in by_scheme.items():
        for some in in_batches(values):
            having = Offender.objects.filter(identifiers__scheme=scheme, identifiers__value__in=among(some, "text"))
            wanted |= set(having.values_list("pk", flat=True))
    named = {(claim.names, claim.born) for claim in claims if claim.born}
    for births in in_batches({born for _, born in named}):
        rows = Offender.objects.filter(date_of_birth__in=among(births, "date")).order_by()
        for pk, first, last, born in rows.values_list("pk", "first_names", "last_name", "date_of_birth").iterator():
            if (names_key(first, last), born) in named:
                wanted.add(pk)
    wanted |= set(standing_offenders(wanted).values())
    return [claim for some in in_batches(sorted(wanted)) for claim in _claims_of_offenders(some)]


def _claims_of_offenders(ids: Sequence[int]) -> list[Claim]:
    """Each record's own words; `known_id` is the record that stands for the person after merges."""
    stands = standing_offenders(ids)
    claims = []
    for offender in Offender.objects.filter(pk__in=among(ids)).prefetch_related("identifiers").order_by("pk"):
        numbers: tuple[Identifier, ...] = tuple((n.scheme, n.value) for n in offender.identifiers.all() if n.value)
        claims.append(
            Claim(None, offender.first_names, offender.last_name, offender.date_of_birth, numbers, stands[offender.pk])
        )
    return claims


def offenders_of(ids: Iterable[int]) -> Iterator[Offender]:
    """With their aliases and numbers."""
    for some in in_batches(ids):
        yield from Offender.objects.filter(pk__in=among(some)).prefetch_related("aliases", "identifiers").order_by("pk")


def among(values: Iterable[object], kind: str = "bigint") -> RawSQL:
    """These values for an `__in`, sent as one array: thousands of parameters are slow to send and to read."""
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [array_of(values)])  # noqa: S611 - `kind` is written by us


def in_batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    items = list(values)
    for start in range(0, len(items), AT_A_TIME):
        yield items[start : start + AT_A_TIME]
