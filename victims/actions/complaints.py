"""Record a complaint, and each step of it on its day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.actions.clocks import refresh_clocks
from victims.complaint_enums import ComplaintStep
from victims.models import Complaint, Enrolment
from victims.queries.complaint_facts import complaint_facts
from victims.rules.complaints import next_step
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.opaque import opaque_reference

# What it is about and what came of it are kept, and not in the sentences: administrators read the trail.
RECEIVED = audit.verb("complaint.received", "recorded a complaint")
STEP = audit.verb("complaint.step_recorded", "recorded a step of a complaint: {step}")


class CannotRecordComplaint(DomainError):
    """A day out of order, or a step that does not come now."""

    code = "cannot_record_complaint"


@transaction.atomic
def record_complaint(*, enrolment: Enrolment, received_on: date, summary: str, by: User) -> Complaint:
    """Raises CannotRecordComplaint for a day after today."""
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    _refuse_after_today(received_on)
    complaint = Complaint(
        reference=opaque_reference("CP"),
        enrolment=locked,
        summary=summary,
        received_on=received_on,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    complaint.full_clean()
    complaint.save()
    refresh_clocks(locked, clock.today())
    audit.record(RECEIVED, complaint, by, region=locked.region_id)
    return complaint


@transaction.atomic
def record_complaint_step(
    *, complaint: Complaint, step: str, happened_on: date, by: User, eligible: bool | None = None, outcome: str = ""
) -> Complaint:
    """The next step, or that it was withdrawn. Raises CannotRecordComplaint when another step comes now, or the day is
    before the step before it or after today."""
    enrolment = Enrolment.objects.select_for_update().get(pk=complaint.enrolment_id)
    locked = Complaint.objects.select_for_update().get(pk=complaint.pk)
    expected = next_step(complaint_facts(locked))
    if expected is None or step not in {expected, ComplaintStep.WITHDRAWN}:
        raise CannotRecordComplaint(
            "This step was recorded already, or does not come now. Look at the complaint again."
        )
    _refuse_after_today(happened_on)
    if happened_on < _day_before(locked):
        raise CannotRecordComplaint("The day cannot be before the step before it.")
    _write(locked, ComplaintStep(step), happened_on, eligible=eligible, outcome=outcome)
    locked.full_clean()
    locked.save()
    refresh_clocks(enrolment, clock.today())
    audit.record(STEP, locked, by, region=enrolment.region_id, step=ComplaintStep(step).label.lower())
    return locked


def _write(complaint: Complaint, step: ComplaintStep, day: date, *, eligible: bool | None, outcome: str) -> None:
    match step:
        case ComplaintStep.ACKNOWLEDGED:
            complaint.acknowledged_on, complaint.eligible = day, eligible
        case ComplaintStep.ANSWERED:
            complaint.outcome_on, complaint.outcome = day, outcome
        case ComplaintStep.APPEALED:
            complaint.appeal_on = day
        case ComplaintStep.APPEAL_ANSWERED:
            complaint.appeal_outcome_on, complaint.appeal_outcome = day, outcome
        case ComplaintStep.WITHDRAWN:
            complaint.withdrawn_on = day


def _day_before(complaint: Complaint) -> date:
    days = (complaint.received_on, complaint.acknowledged_on, complaint.outcome_on, complaint.appeal_on)
    return max(day for day in days if day)


def _refuse_after_today(day: date) -> None:
    if day > clock.today():
        raise CannotRecordComplaint("The day cannot be after today.")
