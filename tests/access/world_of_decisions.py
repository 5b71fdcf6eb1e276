"""What a manager decided and is asked in the world of the permission matrix."""

from __future__ import annotations

from accounts.models import User
from victims.actions.complaints import record_complaint
from victims.enums import DeadlineKind
from victims.models import AgreedNote, Complaint, ContactEntry, Deadline, DiscretionaryDecision, Enrolment
from vlu.lib import clock


def add_decision(enrolment: Enrolment, manager: User, reason: str) -> None:
    """A manager said no and the referrer does not know yet; and something happened that they are asked about."""
    today = clock.today()
    DiscretionaryDecision.objects.create(
        enrolment=enrolment,
        granted=False,
        reason=reason,
        decided_by=manager,
        decided_on=today,
    )
    Deadline.objects.create(
        enrolment=enrolment,
        kind=DeadlineKind.DECIDE_OFFER,
        task="Offer contact again",
        started_on=today,
        due_on=today,
    )


def add_complaint(enrolment: Enrolment, manager: User, summary: str) -> Complaint:
    return record_complaint(enrolment=enrolment, received_on=clock.today(), summary=summary, by=manager)


def add_note(enrolment: Enrolment, officer: User) -> AgreedNote:
    """Of a visit, which is left out of the clocks of this world; they have not answered."""
    said = {"recorded_by": officer, "recorded_at": clock.now()}
    contact = ContactEntry.objects.create(
        enrolment=enrolment, happened_on=clock.today(), channel="visit", outcome="spoke", reached=True, **said
    )
    return AgreedNote.objects.create(contact=contact, sent_on=clock.today(), **said)
