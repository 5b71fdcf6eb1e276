"""The victim side of a planned caseload, as rows: victims, safe contact, enrolments, clocks, first contacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cases.models import Case, Offence
from victims.enums import Channel, ContactOutcome, EnrolmentStatus, VerdictCause
from victims.intake.caseload_clocks import wind
from victims.intake.caseload_plan import SENTENCE_ENDED, PlannedEnrolment
from victims.intake.caseload_row import CaseloadRow
from victims.models import ContactEntry, Deadline, EligibilityVerdict, Enrolment, SafeContact, Victim
from victims.queries.verdicts import verdict_row
from victims.rules.clocks import Clock
from victims.rules.contact_duties import Reached
from vlu.lib.opaque import opaque_reference

NOTE = "From the earlier system, which kept only the day and the way of contact."
# The earlier system kept no outcome. These are the least each can mean when it reached them (victims.rules.contact).
OUTCOME_OF = {
    Channel.LETTER: ContactOutcome.SENT,
    Channel.EMAIL: ContactOutcome.SENT,
    Channel.TEXT: ContactOutcome.REPLIED,
}


def write_enrolments(
    together: Sequence[tuple[Case, PlannedEnrolment, Offence]], at: datetime, today: date
) -> list[Enrolment]:
    victims = Victim.objects.bulk_create(_victim(planned.row) for _, planned, _ in together)
    SafeContact.objects.bulk_create(
        SafeContact(victim=victim, preferred_channel=planned.row.preferred_channel, recorded_at=at)
        for victim, (_, planned, _) in zip(victims, together, strict=True)
    )
    enrolments = [
        _enrolment(case, victim, planned, offence, today)
        for victim, (case, planned, offence) in zip(victims, together, strict=True)
    ]
    clocks = wind(enrolments, [_reached(planned.row) for _, planned, _ in together])
    Enrolment.objects.bulk_create(enrolments)
    Enrolment.offences.through.objects.bulk_create(
        Enrolment.offences.through(enrolment=enrolment, offence=enrolment.offence) for enrolment in enrolments
    )
    EligibilityVerdict.objects.bulk_create(
        verdict_row(enrolment, planned.answer, enrolment.offence, VerdictCause.IMPORTED, at)
        for enrolment, (_, planned, _) in zip(enrolments, together, strict=True)
    )
    Deadline.objects.bulk_create(
        _deadline(enrolment, clock, today)
        for enrolment, of_enrolment in zip(enrolments, clocks, strict=True)
        for clock in of_enrolment
    )
    ContactEntry.objects.bulk_create(
        _contact(enrolment, contact, at)
        for enrolment, (_, planned, _) in zip(enrolments, together, strict=True)
        for contact in _reached(planned.row)
    )
    return enrolments


def _victim(row: CaseloadRow) -> Victim:
    return Victim(reference=opaque_reference("V"), first_names=row.victim_first_names, last_name=row.victim_last_name)


def _enrolment(case: Case, victim: Victim, planned: PlannedEnrolment, offence: Offence, today: date) -> Enrolment:
    row = planned.row
    return Enrolment(
        reference=row.case_reference,
        case=case,
        victim=victim,
        category=row.victim_category,
        offence=offence,
        region=planned.area.region,
        reporting_area=planned.area.reporting_area,
        force=planned.force,
        scheme=row.scheme,
        recorded_scheme=row.scheme,
        verdict=planned.answer.verdict,
        verdict_rule=planned.answer.rule,
        verdict_reasons=list(planned.answer.reasons),
        warnings=planned.warnings,
        sentenced_on=row.sentenced_on,
        referred_on=row.referred_on,
        first_contact_on=row.first_contact_on,
        row_fingerprint=row.fingerprint,
        status=EnrolmentStatus.CLOSED if planned.ended else EnrolmentStatus.OPEN,
        closed_on=today if planned.ended else None,
        closed_because=SENTENCE_ENDED if planned.ended else "",
    )


def _deadline(enrolment: Enrolment, clock: Clock, today: date) -> Deadline:
    return Deadline(
        enrolment=enrolment,
        kind=clock.kind,
        limit_code=clock.limit_code,
        task=clock.task,
        started_on=clock.started_on,
        due_on=clock.due_on,
        met_on=clock.met_on,
        withdrawn_on=None if enrolment.is_open else today,
    )


def _reached(row: CaseloadRow) -> list[Reached]:
    """The one contact that the earlier system may have kept."""
    if row.first_contact_on is None:
        return []
    channel = Channel(row.first_contact_channel or Channel.UNKNOWN)
    return [Reached(row.first_contact_on, channel, OUTCOME_OF.get(channel, ContactOutcome.SPOKE))]


def _contact(enrolment: Enrolment, contact: Reached, at: datetime) -> ContactEntry:
    return ContactEntry(
        enrolment=enrolment,
        happened_on=contact.happened_on,
        channel=contact.channel,
        outcome=contact.outcome,
        reached=True,
        note=NOTE,
        recorded_at=at,
    )
