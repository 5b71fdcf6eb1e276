"""Complaints as the rules want them."""

from __future__ import annotations

from victims.models import Complaint, Enrolment
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


def complaint_facts_of(enrolment: Enrolment) -> list[ComplaintFacts]:
    return [complaint_facts(row) for row in Complaint.objects.filter(enrolment=enrolment).order_by("pk")]
