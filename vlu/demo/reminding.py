"""Reminders and what people make of them: somebody away, one reminder put off, one date in hand, notes and complaints,
and messages that were held, that failed, and that are to be posted.

Each is a step of the replay: how many working days ago, and what was done by whom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.test.utils import override_settings

from accounts.actions.absences import record_absence
from accounts.models import User
from notifications.actions.claiming import claim
from notifications.actions.in_hand import acknowledge, snooze
from notifications.actions.reminders import raise_reminders
from notifications.actions.settling import begin, settle
from notifications.actions.undelivered import post_instead
from notifications.channels.delivery import Delivery
from notifications.enums import Outcome
from notifications.models import OutboxMessage
from victims.actions.complaints import record_complaint, record_complaint_step
from victims.actions.notes import record_note_answer, record_note_sent
from victims.complaint_enums import ComplaintStep, NoteAnswer
from victims.enums import DeadlineKind
from victims.models import Complaint, ContactEntry, Deadline, Enrolment
from vlu.lib import clock

Day = Callable[[int], date]
Act = Callable[[Enrolment, Mapping[str, User]], object]
Do = Callable[[Mapping[str, User], Day], None]

ENVELOPE = "Kent Witness Care Unit\n1 Invented Street\nMaidstone\nME14 0AA"


def _clock_of(enrolment: Enrolment, kind: str) -> Deadline:
    return Deadline.objects.standing().filter(enrolment=enrolment, kind=kind).earliest("due_on")


def _note_sent(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    contact = ContactEntry.objects.filter(enrolment=enrolment).latest("happened_on")
    return record_note_sent(contact=contact, sent_on=clock.today(), by=people["vlo"])


def _note_agreed(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    contact = ContactEntry.objects.filter(enrolment=enrolment).latest("happened_on")
    note = record_note_sent(contact=contact, sent_on=contact.happened_on, by=people["vlo"])
    return record_note_answer(note=note, answer=NoteAnswer.AGREED, answered_on=clock.today(), by=people["vlo"])


def _put_off(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    found = _clock_of(enrolment, DeadlineKind.FOLLOW_UP)
    return snooze(
        deadline=found,
        target_date=found.due_on,
        until=found.due_on,
        reason="The visit is written up. Her sister reads it first.",
        by=people["vlo"],
    )


def _in_hand(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    found = _clock_of(enrolment, DeadlineKind.FIRST_CONTACT)
    return acknowledge(
        deadline=found,
        target_date=found.due_on,
        note="An interpreter is booked for Tuesday.",
        by=people["vlo"],
    )


def _complains(summary: str) -> Act:
    def complain(enrolment: Enrolment, people: Mapping[str, User]) -> object:
        return record_complaint(enrolment=enrolment, received_on=clock.today(), summary=summary, by=people["manager"])

    return complain


def _acknowledged(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    return record_complaint_step(
        complaint=Complaint.objects.get(enrolment=enrolment),
        step=ComplaintStep.ACKNOWLEDGED,
        happened_on=clock.today(),
        eligible=True,
        by=people["manager"],
    )


# The tale by its victim and offender.
ABOUT_A_CASE: tuple[tuple[int, tuple[str, str], Act], ...] = (
    (14, ("Ellen Brody", "Vincent Harle"), _note_sent),
    (60, ("Bella Tranter", "Craig Nunn"), _note_agreed),
    (12, ("Owen Prosser", "Curtis Vane"), _complains("He was told that somebody would ring in October. Nobody has.")),
    (9, ("Owen Prosser", "Curtis Vane"), _acknowledged),
    (1, ("Patricia Moon", "Gary Wicks"), _complains("She was sent a form in the name of somebody else.")),
    (0, ("Ellen Brody", "Vincent Harle"), _put_off),
    (0, ("Agnieszka Lis", "Robert Keane"), _in_hand),
)


def _away(people: Mapping[str, User], _day: Day) -> None:
    today = clock.today()
    record_absence(
        person=people["vlo3"],
        first_day=today,
        last_day=today + timedelta(days=13),
        cover=people["vlo"],
        by=people["manager"],
    )
    record_absence(
        person=people["vlo2"],
        first_day=today + timedelta(days=28),
        last_day=today + timedelta(days=34),
        cover=None,
        by=people["vlo2"],
    )


def _messages_come_back(people: Mapping[str, User], _day: Day) -> None:
    """An inbox that is not there any more: one message waits for somebody to look, one is to be posted."""
    _refused()
    post_instead(message=_refused(), envelope=ENVELOPE, by=people["vao"])


def _refused() -> OutboxMessage:
    (message,) = claim(at_most=1).ready
    begin(message)
    settle(message, Delivery(Outcome.REFUSED, "The mail server refused it: 550 5.1.1 There is no such mailbox here."))
    message.refresh_from_db()
    return message


def _too_many_at_once(_people: Mapping[str, User], _day: Day) -> None:
    """The reminders of a morning, where an installation lets only two messages leave at once."""
    with override_settings(OUTGOING_BATCH_LIMIT=2):
        raise_reminders(clock.today())


IN_THE_UNIT: tuple[tuple[int, Do], ...] = (
    (2, _away),
    (2, _messages_come_back),
    (1, _too_many_at_once),
)
