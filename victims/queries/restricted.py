"""Restricted cases as a manager sees them who decides who may open them: references, reasons and staff. No names of
anybody on either side, and so nothing that says who is the same person as whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from victims.models import AccessGrant, BothSides, Enrolment
from vlu.lib.errors import NotFound


@dataclass(frozen=True)
class RestrictedCase:
    """`let_in` are the open grants; `officer_shut_out` says that it is with an officer who may not open it now."""

    reference: str
    reasons: list[str]
    since: date
    officer: User | None
    officer_shut_out: bool
    let_in: list[AccessGrant]
    next_words: str
    next_due_on: date | None
    is_open: bool


def restricted_cases(user: User) -> QuerySet[Enrolment]:
    """Of the manager's region, the one due first on top; only columns that name nobody are read."""
    flags = BothSides.objects.standing().order_by("found_at", "id")
    grants = AccessGrant.objects.open().select_related("person", "granted_by").order_by("since", "id")
    return (
        Enrolment.objects.restricted_of(user)
        .select_related("officer")
        .only("reference", "officer", "status", "next_kind", "next_due_on", "victim_id", "region_id", "restricted")
        .prefetch_related(
            Prefetch("victim__both_sides", queryset=flags, to_attr="flags"),
            Prefetch("grants", queryset=grants, to_attr="open_grants"),
        )
        .order_by("-status", "next_due_on", "id")
    )


def number_restricted(user: User) -> int:
    """How many of the manager's region are open."""
    return Enrolment.objects.restricted_of(user).open().count()


def get_restricted(user: User, reference: str) -> Enrolment:
    """A restricted enrolment of this manager's region, without anybody's name. Raises NotFound."""
    found = restricted_cases(user).filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def lines_of(rows: Sequence[Enrolment]) -> list[RestrictedCase]:
    return [line_of(row) for row in rows]


def line_of(row: Enrolment) -> RestrictedCase:
    flags: list[BothSides] = row.victim.flags  # type: ignore[attr-defined]
    grants: list[AccessGrant] = row.open_grants  # type: ignore[attr-defined]
    return RestrictedCase(
        reference=row.reference,
        reasons=[flag.reason for flag in flags],
        since=min(flag.found_at for flag in flags).date(),
        officer=row.officer,
        officer_shut_out=bool(row.officer) and row.officer_id not in {grant.person_id for grant in grants},
        let_in=grants,
        next_words=row.get_next_kind_display(),
        next_due_on=row.next_due_on,
        is_open=row.is_open,
    )


def person_let_in(enrolment: Enrolment, reference: str) -> User:
    """Somebody with an open grant, by their reference. Raises NotFound."""
    grants: list[AccessGrant] = enrolment.open_grants  # type: ignore[attr-defined]
    found = next((grant.person for grant in grants if grant.person.reference == reference), None)
    if found is None:
        raise NotFound
    return found
