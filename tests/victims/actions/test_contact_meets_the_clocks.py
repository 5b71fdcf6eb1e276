"""The first contact that reached the victim meets the clocks. Nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, User
from victims.actions.contact import ContactDateIsWrong, record_contact
from victims.enums import Channel, ContactOutcome, DeadlineKind
from victims.models import Deadline, Enrolment

pytestmark = pytest.mark.django_db
Working = Callable[..., Enrolment]
People = Callable[..., User]


def stages(enrolment: Enrolment) -> dict[str, date | None]:
    return dict(Deadline.objects.filter(enrolment=enrolment).values_list("kind", "met_on"))


def test_a_vns_enrolment_runs_five_ten_and_fifteen_working_days(enrolled: Working) -> None:
    enrolment = enrolled()
    clocks = dict(Deadline.objects.filter(enrolment=enrolment).values_list("kind", "due_on"))
    assert clocks == {
        DeadlineKind.REFERRAL: date(2026, 11, 16),
        DeadlineKind.FIRST_CONTACT: date(2026, 11, 26),
        DeadlineKind.OVERALL: date(2026, 11, 30),
    }


def test_a_vcs_enrolment_runs_ten_twenty_and_forty_working_days(enrolled: Working) -> None:
    enrolment = enrolled(scheme="VCS", verdict="STATUTORY_VCS")
    clocks = dict(Deadline.objects.filter(enrolment=enrolment).values_list("kind", "due_on"))
    assert clocks == {
        DeadlineKind.REFERRAL: date(2026, 11, 23),
        DeadlineKind.FIRST_CONTACT: date(2026, 12, 10),
        DeadlineKind.OVERALL: date(2027, 1, 7),
    }


def test_what_is_next_is_the_clock_that_is_due_first(enrolled: Working) -> None:
    enrolment = enrolled()
    assert (enrolment.next_kind, enrolment.next_due_on) == (DeadlineKind.FIRST_CONTACT, date(2026, 11, 26))


def test_speaking_to_the_victim_meets_both_contact_clocks(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 19),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        by=officer,
    )
    assert stages(enrolment) == {
        DeadlineKind.REFERRAL: date(2026, 11, 12),
        DeadlineKind.FIRST_CONTACT: date(2026, 11, 19),
        DeadlineKind.OVERALL: date(2026, 11, 19),
    }
    assert (enrolment.next_kind, enrolment.next_due_on) == ("", None)


@pytest.mark.parametrize(
    "outcome", [ContactOutcome.LEFT_MESSAGE, ContactOutcome.NO_ANSWER, ContactOutcome.WRONG_DETAILS]
)
def test_an_attempt_leaves_the_clock_running(working: Working, person: People, outcome: str) -> None:
    officer = person()
    enrolment = working(officer)
    record_contact(
        enrolment=enrolment, happened_on=date(2026, 11, 19), channel=Channel.PHONE, outcome=outcome, by=officer
    )
    assert enrolment.first_contact_on is None
    assert stages(enrolment)[DeadlineKind.OVERALL] is None


@pytest.mark.parametrize(("channel", "counts"), [(Channel.LETTER, True), (Channel.EMAIL, True), (Channel.TEXT, False)])
def test_a_letter_or_email_sent_is_first_contact_and_a_text_is_not(
    working: Working, person: People, channel: str, counts: bool
) -> None:
    officer = person()
    enrolment = working(officer)
    entry = record_contact(
        enrolment=enrolment, happened_on=date(2026, 11, 19), channel=channel, outcome=ContactOutcome.SENT, by=officer
    )
    assert entry.reached is counts
    assert (enrolment.first_contact_on is not None) is counts


def test_contact_before_the_referral_is_kept_and_counts_as_on_time(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 10),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        by=officer,
    )
    assert enrolment.referred_on is not None
    assert enrolment.first_contact_on is not None
    assert enrolment.first_contact_on < enrolment.referred_on


def test_a_later_contact_does_not_move_the_first(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    for day in (date(2026, 11, 18), date(2026, 11, 20)):
        record_contact(
            enrolment=enrolment, happened_on=day, channel=Channel.PHONE, outcome=ContactOutcome.SPOKE, by=officer
        )
    assert enrolment.first_contact_on == date(2026, 11, 18)


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 8)])
def test_a_date_after_today_or_before_the_sentence_is_refused(working: Working, person: People, day: date) -> None:
    officer = person()
    enrolment = working(officer)
    with pytest.raises(ContactDateIsWrong):
        record_contact(
            enrolment=enrolment, happened_on=day, channel=Channel.PHONE, outcome=ContactOutcome.SPOKE, by=officer
        )
    assert enrolment.contacts.count() == 0


def test_a_next_step_agreed_becomes_the_next_action(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 20),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        next_step="Send the leaflet in large print",
        next_on=date(2026, 11, 24),
        by=officer,
    )
    assert (enrolment.next_kind, enrolment.next_due_on) == (DeadlineKind.FOLLOW_UP, date(2026, 11, 24))


def test_a_next_step_stays_until_a_contact_names_it_as_done(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    told: dict[str, Any] = {
        "enrolment": enrolment,
        "happened_on": date(2026, 11, 20),
        "channel": Channel.PHONE,
        "by": officer,
    }
    record_contact(**told, outcome=ContactOutcome.SPOKE, next_step="Send the leaflet", next_on=date(2026, 11, 27))
    record_contact(**told, outcome=ContactOutcome.REPLIED, note="About something else")
    assert (enrolment.next_kind, enrolment.next_due_on) == (DeadlineKind.FOLLOW_UP, date(2026, 11, 27))
    step = Deadline.objects.standing().get(enrolment=enrolment, kind=DeadlineKind.FOLLOW_UP)
    record_contact(**{**told, "channel": Channel.LETTER}, outcome=ContactOutcome.SENT, steps_done=[step])
    assert (enrolment.next_kind, enrolment.next_due_on) == ("", None)


def test_pressing_the_button_twice_keeps_one_entry_and_another_contact_at_once_is_kept(
    working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer)
    said: dict[str, Any] = {"enrolment": enrolment, "happened_on": date(2026, 11, 20), "channel": Channel.PHONE}
    for note in ("", "", "She called back at once."):
        record_contact(**said, outcome=ContactOutcome.SPOKE, note=note, by=officer)
    assert [entry.note for entry in enrolment.contacts.order_by("pk")] == ["", "She called back at once."]


def test_one_contact_writes_one_audit_entry_by_the_officer(working: Working, person: People) -> None:
    officer = person(Role.VLO)
    enrolment = working(officer)
    record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 20),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        by=officer,
    )
    written = AuditEntry.objects.filter(verb="enrolment.contact_recorded")
    assert [(entry.actor, entry.subject_ref) for entry in written] == [(officer, enrolment.reference)]


def test_a_next_step_beyond_the_known_working_days_is_refused_and_nothing_is_kept(
    working: Working, person: People
) -> None:
    officer = person()
    enrolment = working(officer)
    with pytest.raises(ContactDateIsWrong, match="cannot be after 2050"):
        record_contact(
            enrolment=enrolment,
            happened_on=date(2026, 11, 19),
            channel=Channel.PHONE,
            outcome=ContactOutcome.SPOKE,
            next_step="Write again",
            next_on=date(9999, 12, 31),
            by=officer,
        )
    assert not enrolment.contacts.exists()
