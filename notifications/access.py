"""The doors to a reminder, which is only its reader's own, to held messages and those that need a person, and to a
clock, for those who work it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accounts.access import require
from accounts.enums import Capability
from accounts.models import User
from notifications.enums import MessageChannel
from notifications.models import HeldBatch, OutboxMessage, Reminder
from notifications.queries.in_hand import is_manager_of, officers_stood_for
from victims.access import open_victim_record_to_change
from victims.models import Deadline, Enrolment
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound


class NotYourClock(DomainError):
    """A colleague of the unit sees the case; what its officer says of a date is not theirs to say."""

    code = "not_your_clock"


def get_reminder(user: User, number: int) -> Reminder:
    """Raises NotFound for somebody else's, as for one that does not exist."""
    found = Reminder.objects.visible_to(user).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def get_held_batch(user: User, number: int) -> HeldBatch:
    """Raises NotFound for one that is not theirs to decide."""
    found = HeldBatch.objects.visible_to(user).select_related("decided_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def get_message(user: User, reference: UUID) -> OutboxMessage:
    """Raises NotFound for one of another unit."""
    found = OutboxMessage.objects.visible_to(user).about().filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def open_clock_to_put_off(user: User, reference: str, number: int) -> Deadline:
    """For the officer of the case and whoever covers for them. Raises NotAllowed, NotFound, NotYourClock."""
    require(user, Capability.WORK_CASELOAD)
    found = _clock(user, reference, number, "Put off reminders of a date")
    refuse_all_but_the_officer(user, found.enrolment, clock.today())
    return found


def open_clock_to_take(user: User, reference: str, number: int) -> Deadline:
    """The same, and for managers of the unit. Raises NotAllowed, NotFound, NotYourClock."""
    require(user, Capability.RECORD_CONTACT)
    found = _clock(user, reference, number, "Say that a date is in hand")
    refuse_who_may_not_take(user, found.enrolment, clock.today())
    return found


def refuse_all_but_the_officer(user: User, enrolment: Enrolment, today: date) -> None:
    """Raises NotYourClock."""
    if enrolment.officer_id not in officers_stood_for(user, today):
        raise NotYourClock(
            "Only the officer of the case, or whoever covers for them today, can put off its reminders. "
            "They are the ones who are reminded."
        )


def refuse_who_may_not_take(user: User, enrolment: Enrolment, today: date) -> None:
    """Raises NotYourClock."""
    if not is_manager_of(user, enrolment) and enrolment.officer_id not in officers_stood_for(user, today):
        raise NotYourClock(
            "Only the officer of the case, whoever covers for them today, or a manager of the unit can say that this "
            "is in hand. Tell one of them what you know."
        )


def _clock(user: User, reference: str, number: int, purpose: str) -> Deadline:
    enrolment = open_victim_record_to_change(user, reference, purpose)
    theirs = Deadline.objects.filter(enrolment=enrolment)
    if not user.may(Capability.HANDLE_COMPLAINTS):
        theirs = theirs.filter(complaint__isnull=True)  # it may be about the officer
    found = theirs.filter(pk=number).first()
    if found is None:
        raise NotFound
    found.enrolment = enrolment
    return found


def get_letter(user: User, reference: UUID) -> OutboxMessage:
    """One that the unit prints and posts. Raises NotFound for any other."""
    found = get_message(user, reference)
    if found.channel != MessageChannel.PRINT:
        raise NotFound
    return found
