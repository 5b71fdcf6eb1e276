"""What is owed beside the stages, as a pure function of facts, limits and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.enums import Scheme
from tests.rules.test_working_days import CALENDAR
from victims.enums import Channel, ContactOutcome, DeadlineKind
from victims.rules.clocks import DUTIES, OFFICERS_KINDS, Clock, Reckoning
from victims.rules.contact_duties import Reached
from victims.rules.duties import ABOUT_RECONSIDERATION, DutyFacts, UrgentFacts, duties_of
from victims.rules.limits import Limit

BEGAN = date(2026, 11, 22)
BY = Reckoning(
    (
        Limit("T18", 0, direction="on"),
        Limit("T20", 5, valid_from=BEGAN),
        Limit("T22", 12, unit="month"),
        Limit("T35", 21, unit="calendar_day"),
        Limit("T36", 10, unit="calendar_day"),
        Limit("T52", 0, direction="on"),
    ),
    CALENDAR,
)
CALLED = Reached(date(2026, 11, 27), Channel.PHONE, ContactOutcome.SPOKE, key=1)
WROTE = Reached(date(2026, 12, 1), Channel.LETTER, ContactOutcome.SENT, key=2)
URGENT = UrgentFacts(date(2026, 12, 2), date(2026, 12, 2))


def clock(facts: DutyFacts, kind: DeadlineKind) -> Clock | None:
    return next((one for one in duties_of(facts, BY) if one.kind == kind), None)


def days(facts: DutyFacts, kind: DeadlineKind) -> tuple[date, date, date | None] | None:
    found = clock(facts, kind)
    return (found.started_on, found.due_on, found.met_on) if found else None


def test_every_duty_is_somebodys_to_work() -> None:
    assert set(DUTIES) - set(OFFICERS_KINDS) == {DeadlineKind.ALLOCATE}


def test_the_annual_contact_runs_from_the_last_contact_and_before_the_first_from_their_acceptance() -> None:
    accepted = DutyFacts(Scheme.VCS, accepted_on=date(2026, 3, 31))
    assert days(accepted, DeadlineKind.ANNUAL_CONTACT) == (date(2026, 3, 31), date(2027, 3, 31), None)
    called = replace(accepted, contacts=[CALLED, WROTE])
    assert days(called, DeadlineKind.ANNUAL_CONTACT) == (WROTE.happened_on, date(2027, 12, 1), None)


def test_the_notification_scheme_has_no_annual_contact_and_nobody_has_one_before_anything_happened() -> None:
    assert days(DutyFacts(Scheme.VNS, contacts=[CALLED]), DeadlineKind.ANNUAL_CONTACT) is None
    assert days(DutyFacts(Scheme.VCS), DeadlineKind.ANNUAL_CONTACT) is None


def test_a_letter_is_owed_five_working_days_after_the_oldest_contact_without_one() -> None:
    later = replace(CALLED, happened_on=date(2026, 11, 30))
    facts = DutyFacts(Scheme.VNS, contacts=[CALLED, later])
    assert days(facts, DeadlineKind.LETTER) == (CALLED.happened_on, date(2026, 12, 4), None)
    found = clock(facts, DeadlineKind.LETTER)
    assert found
    assert found.task == "Write to them after the contact of 27 November 2026"


def test_one_letter_answers_every_contact_up_to_its_day() -> None:
    later = replace(CALLED, happened_on=WROTE.happened_on)
    facts = DutyFacts(Scheme.VNS, contacts=[CALLED, later, WROTE])
    assert days(facts, DeadlineKind.LETTER) == (WROTE.happened_on, date(2026, 12, 8), WROTE.happened_on)


def test_a_contact_after_the_letter_is_owed_one_of_its_own() -> None:
    again = replace(CALLED, happened_on=date(2026, 12, 2))
    facts = DutyFacts(Scheme.VNS, contacts=[CALLED, WROTE, again])
    assert days(facts, DeadlineKind.LETTER) == (again.happened_on, date(2026, 12, 9), None)


def test_an_email_that_they_sent_is_no_letter_to_them() -> None:
    theirs = Reached(date(2026, 11, 30), Channel.EMAIL, ContactOutcome.REPLIED, key=3)
    assert days(DutyFacts(Scheme.VNS, contacts=[theirs]), DeadlineKind.LETTER) is None
    unanswered = days(DutyFacts(Scheme.VNS, contacts=[CALLED, theirs]), DeadlineKind.LETTER)
    assert unanswered == (CALLED.happened_on, date(2026, 12, 4), None)


def test_contacts_from_before_letters_were_counted_are_owed_none() -> None:
    before = replace(CALLED, happened_on=date(2026, 11, 20))
    assert days(DutyFacts(Scheme.VNS, contacts=[before]), DeadlineKind.LETTER) is None


def test_a_decision_issued_on_2_november_can_be_reconsidered_until_the_23rd_and_we_ask_by_the_12th() -> None:
    facts = DutyFacts(Scheme.VCS, parole_decided_on=date(2026, 11, 2))
    assert days(facts, DeadlineKind.RECONSIDERATION) == (date(2026, 11, 2), date(2026, 11, 23), None)
    assert days(facts, DeadlineKind.ASK_RECONSIDER) == (date(2026, 11, 2), date(2026, 11, 12), None)


def test_only_a_contact_that_explained_it_after_the_decision_meets_it() -> None:
    told = replace(CALLED, explained=frozenset({ABOUT_RECONSIDERATION}))
    facts = DutyFacts(Scheme.VCS, parole_decided_on=date(2026, 11, 25), contacts=[CALLED, told])
    assert clock(facts, DeadlineKind.RECONSIDERATION) == Clock(
        DeadlineKind.RECONSIDERATION, "T35", date(2026, 11, 25), date(2026, 12, 16), CALLED.happened_on
    )
    after = replace(facts, parole_decided_on=date(2026, 11, 28))
    assert days(after, DeadlineKind.RECONSIDERATION) == (date(2026, 11, 28), date(2026, 12, 19), None)


def test_parole_is_nothing_to_the_notification_scheme() -> None:
    assert days(DutyFacts(Scheme.VNS, parole_decided_on=date(2026, 11, 2)), DeadlineKind.RECONSIDERATION) is None


def test_an_urgent_case_is_to_be_allocated_the_day_it_becomes_urgent() -> None:
    waiting = DutyFacts(Scheme.VCS, urgent=URGENT)
    assert days(waiting, DeadlineKind.ALLOCATE) == (date(2026, 12, 2), date(2026, 12, 2), None)
    allocated = replace(waiting, urgent=replace(URGENT, allocated_on=date(2026, 12, 4)))
    assert days(allocated, DeadlineKind.ALLOCATE) == (date(2026, 12, 2), date(2026, 12, 2), date(2026, 12, 4))


@pytest.mark.parametrize(
    "urgent",
    [
        UrgentFacts(),
        UrgentFacts(allocated_on=date(2026, 12, 1)),
        replace(URGENT, allocated_on=date(2026, 12, 1)),
        UrgentFacts(None, date(2026, 12, 2)),
    ],
)
def test_a_case_that_is_not_urgent_or_has_its_officer_needs_no_such_clock(urgent: UrgentFacts) -> None:
    assert days(DutyFacts(Scheme.VNS, urgent=urgent), DeadlineKind.ALLOCATE) is None


@pytest.mark.parametrize(
    ("allocated", "due"), [(date(2026, 12, 4), date(2026, 12, 4)), (date(2026, 12, 1), date(2026, 12, 2))]
)
def test_first_contact_is_due_the_day_it_is_allocated_or_becomes_urgent_if_later(allocated: date, due: date) -> None:
    facts = DutyFacts(Scheme.VNS, urgent=replace(URGENT, allocated_on=allocated))
    assert days(facts, DeadlineKind.URGENT_CONTACT) == (due, due, None)
    assert days(replace(facts, scheme=Scheme.VCS), DeadlineKind.URGENT_CONTACT) is None


def test_urgent_first_contact_is_met_by_the_first_contact_and_not_asked_of_who_had_one_before() -> None:
    urgent = UrgentFacts(None, URGENT.before_contact, date(2026, 12, 2), date(2026, 12, 3))
    facts = DutyFacts(Scheme.VNS, urgent=urgent)
    assert days(facts, DeadlineKind.URGENT_CONTACT) == (date(2026, 12, 2), date(2026, 12, 2), date(2026, 12, 3))
    before = replace(facts, urgent=replace(urgent, first_contact_on=date(2026, 11, 30)))
    assert days(before, DeadlineKind.URGENT_CONTACT) is None
