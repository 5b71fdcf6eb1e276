"""Complaints as the rules want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models.expressions import RawSQL

from victims.models import Complaint
from victims.rules.complaints import ComplaintFacts


def complaint_facts(row: Complaint) -> ComplaintFacts:
    return ComplaintFacts(
        row.pk,
        row.received_on,
        row.acknowledged_on,
        row.eligible,
        row.outcome_on,
        row.appeal_on,
        row.appeal_outcome_on,
        row.withdrawn_on,
    )


def complaint_facts_of(enrolments: Collection[int] | RawSQL) -> Mapping[int, list[ComplaintFacts]]:
    """By enrolment; those without a complaint are not there."""
    found: dict[int, list[ComplaintFacts]] = defaultdict(list)
    for row in Complaint.objects.filter(enrolment__in=enrolments).order_by("pk"):
        found[row.enrolment_id].append(complaint_facts(row))
    return found
