"""The audit trail as an administrator reads it: newest first, a page at a time, however long it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from accounts.audit import SYSTEM
from accounts.models import AuditEntry, AuditSeal, User
from vlu.lib.clock import LONDON

ON_A_PAGE = 50


@dataclass(frozen=True)
class TrailFilter:
    """`who` is part of a name or an e-mail address, or "The system". `since` and `until` are both included."""

    who: str = ""
    verb: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class TrailPage:
    """`newer` and `older` are the entry numbers to go on from, or None at an end."""

    entries: list[AuditEntry]
    newer: int | None
    older: int | None


def trail_page(chosen: TrailFilter, *, before: int | None = None, after: int | None = None) -> TrailPage:
    """The entries just before a number, or just after one, or the newest. One query, one more for `who`."""
    entries = _chosen(chosen)
    if after is not None:
        upwards = list(entries.filter(pk__gt=after).order_by("pk")[: ON_A_PAGE + 1])
        page = upwards[:ON_A_PAGE][::-1]
        return TrailPage(page, _number(page, 0) if len(upwards) > ON_A_PAGE else None, _number(page, -1) or after + 1)
    downwards = entries.filter(pk__lt=before) if before is not None else entries
    found = list(downwards.order_by("-pk")[: ON_A_PAGE + 1])
    page = found[:ON_A_PAGE]
    newer = (_number(page, 0) or before - 1) if before is not None else None
    return TrailPage(page, newer, _number(page, -1) if len(found) > ON_A_PAGE else None)


def last_seal() -> AuditSeal | None:
    return AuditSeal.objects.order_by("-number").first()


def _chosen(chosen: TrailFilter) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.all()
    if chosen.who:
        entries = entries.filter(_by(chosen.who))
    if chosen.verb:
        entries = entries.filter(verb=chosen.verb)
    if chosen.subject:
        entries = entries.filter(subject_ref=chosen.subject)
    if chosen.since:
        entries = entries.filter(at__gte=datetime.combine(chosen.since, time.min, tzinfo=LONDON))
    if chosen.until:
        entries = entries.filter(at__lte=datetime.combine(chosen.until, time.max, tzinfo=LONDON))
    return entries


def _by(who: str) -> Q:
    if who.lower() == SYSTEM.lower():
        return Q(actor__isnull=True)
    named = User.objects.filter(Q(name__icontains=who) | Q(email__icontains=who))
    return Q(actor__in=list(named.values_list("pk", flat=True)))  # looked up first: the index then gives their entries


def _number(entries: list[AuditEntry], place: int) -> int | None:
    return entries[place].pk if entries else None
