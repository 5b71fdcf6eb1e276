"""After a contact: the note that is agreed, and the reply to what was left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.test_working_days import CALENDAR
from victims.enums import Channel, ContactOutcome, DeadlineKind
from victims.rules.clocks import Clock, Reckoning
from victims.rules.complaints import ComplaintFacts, complaint_clocks, next_step
from victims.rules.contact_duties import Reached, contact_duties
from victims.rules.limits import Limit

BEGAN = date(2026, 11, 22)
BY = Reckoning(
    (
        Limit("T20", 5, valid_from=BEGAN),
        Limit("T21", 10, valid_from=BEGAN),
        Limit("T21C", 20, valid_from=BEGAN),
        Limit("T23", 1),
        Limit("T27", 5),
        Limit("T28", 25),
        Limit("T30", 20),
    ),
    CALENDAR,
)
MET = Reached(date(2026, 11, 27), Channel.VISIT, ContactOutcome.SPOKE, key=7)


def of(kind: DeadlineKind, *contacts: Reached) -> list[Clock]:
    return [clock for clock in contact_duties(contacts, BY) if clock.kind == kind]


def test_the_note_of_a_meeting_is_sent_within_ten_working_days() -> None:
    [clock] = of(DeadlineKind.SEND_NOTE, MET)
    assert (clock.due_on, clock.met_on, clock.contact) == (date(2026, 12, 11), None, 7)
    assert clock.task == "Send the note of 27 November 2026 to be agreed"
    assert of(DeadlineKind.AGREE_NOTE, MET) == []


def test_once_it_is_sent_they_are_asked_whether_they_agree_within_twenty() -> None:
    sent = replace(MET, note_sent_on=date(2026, 12, 1))
    assert [clock.met_on for clock in of(DeadlineKind.SEND_NOTE, sent)] == [date(2026, 12, 1)]
    assert [(one.due_on, one.met_on) for one in of(DeadlineKind.AGREE_NOTE, sent)] == [(date(2026, 12, 29), None)]
    answered = replace(sent, note_answered_on=date(2026, 12, 8))
    assert [clock.met_on for clock in of(DeadlineKind.AGREE_NOTE, answered)] == [date(2026, 12, 8)]


def test_the_note_that_was_sent_is_the_letter_after_the_contact() -> None:
    assert [clock.met_on for clock in of(DeadlineKind.LETTER, MET)] == [None]
    sent = replace(MET, note_sent_on=date(2026, 12, 1))
    assert [clock.met_on for clock in of(DeadlineKind.LETTER, sent)] == [date(2026, 12, 1)]


def test_a_letter_a_text_and_a_contact_of_an_earlier_system_are_owed_no_note() -> None:
    for channel, outcome in ((Channel.LETTER, ContactOutcome.SENT), (Channel.TEXT, ContactOutcome.REPLIED)):
        assert of(DeadlineKind.SEND_NOTE, replace(MET, channel=channel, outcome=outcome)) == []
    earlier = replace(MET, key=None)
    assert list(contact_duties([earlier], BY)) == []


def test_each_meeting_has_a_note_of_its_own() -> None:
    again = replace(MET, happened_on=date(2026, 11, 30), key=8)
    assert [clock.contact for clock in of(DeadlineKind.SEND_NOTE, MET, again)] == [7, 8]


def test_a_reply_is_owed_the_next_working_day_and_given_by_the_next_contact_of_ours() -> None:
    asked = replace(MET, owes_reply=True)
    assert [(one.due_on, one.met_on) for one in of(DeadlineKind.REPLY, asked)] == [(date(2026, 11, 30), None)]
    theirs = Reached(date(2026, 11, 30), Channel.EMAIL, ContactOutcome.REPLIED, key=8)
    assert of(DeadlineKind.REPLY, asked, theirs)[0].met_on is None
    ours = replace(theirs, outcome=ContactOutcome.SENT, key=9)
    assert of(DeadlineKind.REPLY, asked, theirs, ours)[0].met_on == date(2026, 11, 30)
    assert of(DeadlineKind.REPLY, asked, replace(ours, owes_reply=True))[0].met_on is None


def test_a_complaint_is_acknowledged_in_five_answered_in_25_and_its_appeal_in_20_working_days() -> None:
    whole = ComplaintFacts(
        key=3,
        received_on=date(2026, 11, 23),
        acknowledged_on=date(2026, 11, 25),
        eligible=True,
        outcome_on=date(2026, 12, 18),
        appeal_on=date(2027, 1, 4),
    )
    assert [(one.kind, one.due_on, one.met_on, one.complaint) for one in complaint_clocks([whole], BY)] == [
        (DeadlineKind.COMPLAINT_ACK, date(2026, 11, 30), date(2026, 11, 25), 3),
        (DeadlineKind.COMPLAINT_ANSWER, date(2027, 1, 4), date(2026, 12, 18), 3),
        (DeadlineKind.COMPLAINT_APPEAL, date(2027, 2, 1), None, 3),
    ]


def test_a_complaint_the_procedure_is_not_for_ends_with_its_acknowledgement_and_a_withdrawn_one_has_no_clock() -> None:
    refused = ComplaintFacts(3, date(2026, 11, 23), date(2026, 11, 25), eligible=False)
    assert [one.kind for one in complaint_clocks([refused], BY)] == [DeadlineKind.COMPLAINT_ACK]
    assert next_step(refused) is None
    assert list(complaint_clocks([replace(refused, withdrawn_on=date(2026, 11, 26))], BY)) == []
