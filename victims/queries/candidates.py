"""Victims somebody may see who may be the person of a record, each with its score and reasons. A person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from cases.queries.candidates import ids_by_birth, ids_by_name, names_asked
from cases.queries.near_words import NameIndex
from cases.rules.matching import Match, PersonRecord, compare
from cases.rules.postcodes import postcode_in
from victims.enums import ContactPointKind
from victims.models import Enrolment, Victim

VICTIMS = NameIndex("victims_victimnamekey", "victims_victimnamepair", "victims_victim", "victim_id")


@dataclass(frozen=True)
class VictimCandidate:
    victim: Victim
    match: Match


def victim_candidates(record: PersonRecord, user: User, limit: int = 10) -> list[VictimCandidate]:
    """Best first, bands "same" and "review" only, and nobody whom this person may not see on some case."""
    return _candidates(record, Enrolment.objects.visible_to(user).order_by().values("victim"), limit)


def candidates_of_region(record: PersonRecord, region: str, limit: int = 10) -> list[VictimCandidate]:
    """The same for the system itself, among the unrestricted enrolments of one region: shown to nobody as it stands."""
    there = Enrolment.objects.filter(region=region, restricted=False).order_by().values("victim")
    return _candidates(record, there, limit)


def _candidates(record: PersonRecord, visible: QuerySet[Any], limit: int) -> list[VictimCandidate]:
    asked = names_asked(VICTIMS, record)
    try:
        found = ids_by_name(VICTIMS, asked, record, within=visible)
    except EmptyResultSet:  # their role sees no case at all
        return []
    theirs = Victim.objects.filter(pk__in=visible, merged_into__isnull=True)
    found |= ids_by_birth(theirs, asked, record) | _at_home(theirs, record.postcode)
    victims = Victim.objects.filter(pk__in=found, merged_into__isnull=True).prefetch_related("contact_points")
    scored = [VictimCandidate(victim, compare(record, record_of(victim))) for victim in victims]
    likely = [candidate for candidate in scored if candidate.match.band != "different"]
    return sorted(likely, key=lambda candidate: (-candidate.match.score, candidate.victim.pk))[:limit]


def record_of(victim: Victim) -> PersonRecord:
    """With the postcode of the last address written, retired or not: it finds people, nobody writes to it."""
    addresses = [point.value for point in victim.contact_points.all() if point.kind == ContactPointKind.POST]
    postcodes = [postcode for postcode in map(postcode_in, addresses) if postcode]
    return PersonRecord(
        victim.first_names, victim.last_name, victim.date_of_birth, postcode=postcodes[-1] if postcodes else ""
    )


def _at_home(theirs: QuerySet[Victim], postcode: str) -> set[int]:
    wanted = postcode_in(postcode).replace(" ", "")
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT victim_id FROM victims_contactpoint WHERE kind = 'post' AND victims_postcode(value) = %s", [wanted]
        )
        there = [row[0] for row in cursor.fetchall()]
    return set(theirs.filter(pk__in=there).values_list("pk", flat=True))
