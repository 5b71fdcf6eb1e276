"""A note that was sent and its answer, and the steps of a complaint, meet their clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from notifications.actions.reminders import raise_reminders
from notifications.models import Reminder
from victims.actions.clocks import refresh_clocks
from victims.actions.complaints import CannotRecordComplaint, record_complaint, record_complaint_step
from victims.actions.contact import record_contact
from victims.actions.notes import NoteDayIsWrong, record_note_answer, record_note_sent
from victims.enums import DeadlineKind
from victims.models import AgreedNote, Complaint, ContactEntry, Deadline, Enrolment
from victims.queries.duties_of_many import unlike_duties
from vlu.lib import clock
from vlu.lib.clock import LONDON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "monday")]
Working = Callable[..., Enrolment]
People = Callable[..., User]
Browser = Callable[..., Client]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def monday() -> Iterator[None]:
    """The first working day on which notes are counted."""
    with clock.frozen_at(datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)):
        yield


def due(enrolment: Enrolment, kind: DeadlineKind) -> list[tuple[date, date | None]]:
    rows = Deadline.objects.filter(enrolment=enrolment, kind=kind, withdrawn_on__isnull=True)
    return list(rows.values_list("due_on", "met_on"))


def visit(enrolment: Enrolment, by: User, **facts: Any) -> ContactEntry:
    return record_contact(enrolment=enrolment, happened_on=MONDAY, channel="visit", outcome="spoke", by=by, **facts)


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def test_the_note_that_is_sent_and_then_agreed_meets_its_clocks(working: Working, person: People) -> None:
    enrolment = working(officer := person())
    contact = visit(enrolment, officer)
    assert due(enrolment, DeadlineKind.SEND_NOTE) == [(date(2026, 12, 7), None)]
    note = record_note_sent(contact=contact, sent_on=MONDAY, by=officer)
    assert due(enrolment, DeadlineKind.SEND_NOTE) == [(date(2026, 12, 7), MONDAY)]
    assert due(enrolment, DeadlineKind.LETTER) == [(date(2026, 11, 30), MONDAY)]
    assert due(enrolment, DeadlineKind.AGREE_NOTE) == [(date(2026, 12, 21), None)]
    record_note_answer(note=note, answer="amended", answered_on=MONDAY, changes="It was in June", by=officer)
    assert due(enrolment, DeadlineKind.AGREE_NOTE) == [(date(2026, 12, 21), MONDAY)]


def test_a_note_cannot_be_sent_before_its_meeting_nor_answered_before_it_was_sent(
    working: Working, person: People
) -> None:
    contact = visit(working(officer := person()), officer)
    with pytest.raises(NoteDayIsWrong, match="before the contact"):
        record_note_sent(contact=contact, sent_on=date(2026, 11, 20), by=officer)
    note = record_note_sent(contact=contact, sent_on=MONDAY, by=officer)
    with pytest.raises(NoteDayIsWrong, match="before the note was sent"):
        record_note_answer(note=note, answer="agreed", answered_on=date(2026, 11, 20), by=officer)


def test_an_officer_records_both_on_pages_reached_from_the_contact(
    working: Working, person: People, signed_in: Browser
) -> None:
    enrolment = working(officer := person())
    contact, browser = visit(enrolment, officer), signed_in(officer)
    page = reverse("victims:victim_page", args=[enrolment.reference])
    sent = reverse("victims:note_sent", args=[enrolment.reference])
    answer = reverse("victims:note_answer", args=[enrolment.reference])
    assert sent in browser.get(page).content.decode()
    assert browser.post(sent, {"contact": contact.pk, **day("sent_on", MONDAY)}).status_code == 302
    assert answer in browser.get(page).content.decode()
    refused = browser.post(answer, {"note": contact.agreed_note.pk, "answer": "amended", **day("answered_on", MONDAY)})
    assert "Say what they changed" in refused.content.decode()
    browser.post(answer, {"note": contact.agreed_note.pk, "answer": "agreed", **day("answered_on", MONDAY)})
    assert AgreedNote.objects.get(contact=contact).answered_on == MONDAY
    assert "They agree with it, Monday 23 November 2026" in browser.get(page).content.decode()


def test_a_reply_that_is_owed_is_on_the_list_until_the_next_call(working: Working, person: People) -> None:
    enrolment = working(officer := person())
    visit(enrolment, officer, they_asked="When is the hearing?", owes_reply=True)
    assert due(enrolment, DeadlineKind.REPLY) == [(date(2026, 11, 24), None)]
    record_contact(enrolment=enrolment, happened_on=MONDAY, channel="phone", outcome="spoke", by=officer)
    assert due(enrolment, DeadlineKind.REPLY) == [(date(2026, 11, 24), MONDAY)]


def test_the_steps_of_a_complaint_meet_its_clocks_and_open_the_next(enrolled: Working, person: People) -> None:
    enrolment, manager = enrolled(), person(Role.MANAGER)
    complaint = record_complaint(enrolment=enrolment, received_on=MONDAY, summary="No reply", by=manager)
    assert due(enrolment, DeadlineKind.COMPLAINT_ACK) == [(date(2026, 11, 30), None)]
    record_complaint_step(complaint=complaint, step="acknowledged", happened_on=MONDAY, eligible=True, by=manager)
    assert due(enrolment, DeadlineKind.COMPLAINT_ACK) == [(date(2026, 11, 30), MONDAY)]
    assert due(enrolment, DeadlineKind.COMPLAINT_ANSWER) == [(date(2026, 12, 30), None)]
    with pytest.raises(CannotRecordComplaint, match="recorded already"):
        record_complaint_step(complaint=complaint, step="acknowledged", happened_on=MONDAY, eligible=True, by=manager)
    record_complaint_step(complaint=complaint, step="withdrawn", happened_on=MONDAY, by=manager)
    assert due(enrolment, DeadlineKind.COMPLAINT_ANSWER) == []


def test_a_complaint_of_somebody_whose_record_is_closed_keeps_its_clock(enrolled: Working, person: People) -> None:
    enrolment = enrolled(status="closed", closed_on=MONDAY, closed_because="ENDED")
    record_complaint(enrolment=enrolment, received_on=MONDAY, summary="No reply", by=person(Role.MANAGER))
    refresh_clocks(enrolment, MONDAY)
    assert due(enrolment, DeadlineKind.COMPLAINT_ACK) == [(date(2026, 11, 30), None)]
    assert due(enrolment, DeadlineKind.FIRST_CONTACT) == []
    raise_reminders(date(2026, 11, 30))
    assert list(Reminder.objects.values_list("reader__role", "deadline__kind")) == [("MANAGER", "complaint_ack")]


def test_the_manager_sees_what_is_due_first_and_the_officer_sees_nothing_of_it(
    working: Working, person: People, signed_in: Browser
) -> None:
    officer, manager = person(), person(Role.MANAGER)
    browser, page = signed_in(manager), reverse("victims:complaints")
    counted: list[int] = []
    for received in (date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 19)):
        enrolment = working(officer)
        record_complaint(enrolment=enrolment, received_on=received, summary="The hall was cold", by=manager)
        with CaptureQueriesContext(connection) as asked:
            found = browser.get(page).content.decode()
        counted.append(len(asked))
    assert counted[0] == counted[-1]
    due_first = Complaint.objects.get(received_on=date(2026, 11, 18)).reference
    last = Complaint.objects.get(received_on=date(2026, 11, 20)).reference
    assert found.index(due_first) < found.index(last)
    case = signed_in(officer).get(reverse("victims:victim_page", args=[enrolment.reference])).content.decode()
    assert "complaint" not in case.replace("How to complain", "").lower()


def test_a_complaint_is_taken_through_its_steps_on_its_pages(
    enrolled: Working, person: People, signed_in: Browser
) -> None:
    enrolment, browser = enrolled(), signed_in(Role.MANAGER)
    add = reverse("victims:add_complaint", args=[enrolment.reference])
    browser.post(add, {"summary": "The hall was cold", **day("received_on", MONDAY)})
    complaint = Complaint.objects.get()
    said = {"acknowledged": {"eligible": "yes"}, "answered": {"outcome": "upheld"}}
    for step in ("acknowledged", "answered", "appealed", "appeal_answered"):
        page = browser.get(reverse("victims:complaint", args=[complaint.reference])).content.decode()
        address = reverse("victims:complaint_step", args=[complaint.reference, step])
        assert address in page
        assert (
            browser.post(address, {**said.get(step, said["answered"]), **day("happened_on", MONDAY)}).status_code == 302
        ), step
    ended = browser.get(reverse("victims:complaints") + "?show=ended").content.decode()
    assert complaint.reference in ended
    assert complaint.reference not in browser.get(reverse("victims:complaints")).content.decode()


def test_looking_at_many_finds_what_each_action_stored_and_whatever_differs_from_it(
    working: Working, person: People
) -> None:
    officer, manager = person(), person(Role.MANAGER)
    declined, closed = working(officer), working(officer)
    for enrolment in (working(officer), declined, closed):
        contact = visit(enrolment, officer, they_asked="When?", owes_reply=True)
        visit(enrolment, officer, note="Again")
        record_note_sent(contact=contact, sent_on=MONDAY, by=officer)
        record_complaint(enrolment=enrolment, received_on=MONDAY, summary="No reply", by=manager)
    Enrolment.objects.filter(pk=declined.pk).update(wish="declined")
    Enrolment.objects.filter(pk=closed.pk).update(status="closed", closed_on=MONDAY, closed_because="ENDED")
    for enrolment in Enrolment.objects.all():
        refresh_clocks(enrolment, MONDAY)
    everybody = set(Enrolment.objects.values_list("pk", flat=True))
    assert unlike_duties(everybody) == (set(), set())
    Deadline.objects.filter(enrolment=closed, kind=DeadlineKind.COMPLAINT_ACK).update(due_on=MONDAY)
    assert set(unlike_duties(everybody)[0]) == {closed.pk}
