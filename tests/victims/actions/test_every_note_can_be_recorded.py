"""However many calls there were: a note whose clock runs can be recorded as sent, and one that waits answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from victims.actions.contact import record_contact
from victims.actions.notes import record_note_sent
from victims.models import AgreedNote, ContactEntry, Deadline, Enrolment
from victims.queries.notes import SHOWN, contacts_to_note, notes_sent
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def calls(working: Callable[..., Enrolment], person: Callable[..., User]) -> Iterator[Enrolment]:
    """More visits than the page shows, on days on which notes are counted."""
    enrolment = working(officer := person())
    with clock.frozen_at(datetime(2026, 12, 31, 10, tzinfo=clock.LONDON)):
        for later in range(SHOWN + 2):
            on = MONDAY + timedelta(days=later)
            record_contact(enrolment=enrolment, happened_on=on, channel="visit", outcome="spoke", by=officer)
        yield enrolment


def test_of_every_contact_whose_note_is_still_to_be_sent(calls: Enrolment) -> None:
    owed = set(Deadline.objects.standing().filter(kind="send_note").values_list("contact", flat=True))
    assert len(owed) == SHOWN + 2
    assert owed <= {contact.pk for contact in contacts_to_note(calls)}


def test_of_every_note_that_waits_for_an_answer(calls: Enrolment, person: Callable[..., User]) -> None:
    by = person()
    for contact in ContactEntry.objects.all():
        record_note_sent(contact=contact, sent_on=clock.today(), by=by)
    assert len(notes_sent(calls)) == AgreedNote.objects.count() == SHOWN + 2
