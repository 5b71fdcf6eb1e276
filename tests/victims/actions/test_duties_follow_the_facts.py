"""A fact that changes moves, meets or withdraws the duties that rest on it, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from notifications.actions.planning import plan_events
from victims.actions.allocation import allocate
from victims.actions.clocks import refresh_clocks
from victims.actions.contact import record_contact
from victims.actions.victim_decisions import record_victim_decision
from victims.enums import Channel, ContactOutcome, DeadlineKind
from victims.models import ContactEntry, Enrolment
from vlu.lib import clock
from vlu.lib.clock import LONDON

pytestmark = pytest.mark.django_db
Working = Callable[..., Enrolment]
People = Callable[..., User]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def monday(friday: datetime) -> Iterator[None]:
    """The first working day on which letters and licence conditions are counted."""
    with clock.frozen_at(datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)):
        yield


def due(enrolment: Enrolment, kind: DeadlineKind) -> list[tuple[date, date | None]]:
    rows = enrolment.deadlines.filter(kind=kind, withdrawn_on__isnull=True)
    return list(rows.values_list("due_on", "met_on"))


def call(enrolment: Enrolment, by: User, **facts: Any) -> ContactEntry:
    said = {"happened_on": MONDAY, "channel": Channel.PHONE, "outcome": ContactOutcome.SPOKE, **facts}
    return record_contact(enrolment=enrolment, by=by, **said)


@pytest.mark.usefixtures("monday")
def test_a_call_is_owed_a_letter_and_the_letter_that_is_recorded_meets_it(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer)
    call(enrolment, officer)
    assert due(enrolment, DeadlineKind.LETTER) == [(date(2026, 11, 30), None)]
    assert (enrolment.next_kind, enrolment.next_due_on) == (DeadlineKind.LETTER, date(2026, 11, 30))
    call(enrolment, officer, channel=Channel.LETTER, outcome=ContactOutcome.SENT)
    assert due(enrolment, DeadlineKind.LETTER) == [(date(2026, 11, 30), MONDAY)]
    assert (enrolment.next_kind, enrolment.next_due_on) == (DeadlineKind.SEND_NOTE, date(2026, 12, 7))


@pytest.mark.usefixtures("monday")
def test_each_contact_moves_the_annual_contact_on_and_a_decline_withdraws_it(working: Working, person: People) -> None:
    officer = person()
    enrolment = working(officer, scheme="VCS", verdict="STATUTORY_VCS")
    assert due(enrolment, DeadlineKind.ANNUAL_CONTACT) == []
    call(enrolment, officer, happened_on=date(2026, 11, 19))
    assert due(enrolment, DeadlineKind.ANNUAL_CONTACT) == [(date(2027, 11, 19), None)]
    contact = call(enrolment, officer)
    assert due(enrolment, DeadlineKind.ANNUAL_CONTACT) == [(date(2027, 11, 23), None)]
    record_victim_decision(
        enrolment=enrolment,
        kind="declined",
        decided_on=MONDAY,
        told_by="themselves",
        contact=contact,
        explained=["scheme"],
        by=officer,
    )
    assert due(enrolment, DeadlineKind.ANNUAL_CONTACT) == []
    assert due(enrolment, DeadlineKind.LETTER) == []
    assert enrolment.next_due_on is None


@pytest.mark.usefixtures("monday")
def test_a_release_beyond_the_years_that_can_be_counted_leaves_every_other_clock_in_its_place(
    working: Working, person: People
) -> None:
    enrolment = working(person())
    before = dict(enrolment.deadlines.filter(withdrawn_on__isnull=True).values_list("kind", "due_on"))
    record_event(
        case=enrolment.case,
        kind=EventKind.RELEASE_PLANNED,
        happens_on=date(2063, 5, 4),
        by=person(Role.OFFENDER_MANAGER),
    )
    assert plan_events().failed == []

    enrolment.refresh_from_db()
    now = dict(enrolment.deadlines.filter(withdrawn_on__isnull=True).values_list("kind", "due_on"))
    assert (enrolment.urgent_from, now) == (None, {**before, "tell_of_event": MONDAY})


@pytest.mark.usefixtures("monday")
def test_a_planned_release_asks_for_conditions_moves_with_its_date_and_is_gone_when_it_happens(
    working: Working, person: People
) -> None:
    officer, manager = person(), person(Role.OFFENDER_MANAGER)
    enrolment = working(officer)
    for day, hard_stop in ((date(2027, 3, 5), date(2027, 3, 3)), (date(2027, 3, 12), date(2027, 3, 10))):
        record_event(case=enrolment.case, kind=EventKind.RELEASE_PLANNED, happens_on=day, by=manager)
        plan_events()
        assert due(enrolment, DeadlineKind.HARD_STOP) == [(hard_stop, None)]
    enrolment.refresh_from_db()
    call(enrolment, officer, explained=["conditions_asked"])
    assert due(enrolment, DeadlineKind.HARD_STOP) == [(date(2027, 3, 10), MONDAY)]
    record_event(case=enrolment.case, kind=EventKind.RELEASED, happens_on=MONDAY, by=manager)
    plan_events()
    assert due(enrolment, DeadlineKind.HARD_STOP) == []


@pytest.mark.usefixtures("friday")
def test_a_parole_decision_that_is_reported_gives_its_last_day(working: Working, person: People) -> None:
    officer, manager = person(), person(Role.OFFENDER_MANAGER)
    enrolment = working(
        officer, case__sentenced_on=date(2020, 1, 6), referred_on=None, scheme="VCS", verdict="STATUTORY_VCS"
    )
    record_event(case=enrolment.case, kind=EventKind.PAROLE_DECISION, happens_on=date(2026, 11, 2), by=manager)
    plan_events()
    assert due(enrolment, DeadlineKind.RECONSIDERATION) == [(date(2026, 11, 23), None)]
    assert due(enrolment, DeadlineKind.ASK_RECONSIDER) == [(date(2026, 11, 12), None)]
    enrolment.refresh_from_db()
    call(enrolment, officer, happened_on=date(2026, 11, 20), explained=["reconsideration"])
    assert due(enrolment, DeadlineKind.RECONSIDERATION) == [(date(2026, 11, 23), date(2026, 11, 20))]


@pytest.mark.usefixtures("friday")
def test_an_urgent_case_waits_for_its_manager_and_then_for_its_officer_the_same_day(
    enrolled: Working, person: People
) -> None:
    enrolment, today = enrolled(referrer_says_urgent=True), clock.today()
    assert due(enrolment, DeadlineKind.ALLOCATE) == [(date(2026, 11, 12), None)]
    assert due(enrolment, DeadlineKind.URGENT_CONTACT) == []
    allocate(enrolment=enrolment, officer=(officer := person()), by=person(Role.MANAGER))
    assert due(enrolment, DeadlineKind.ALLOCATE) == [(date(2026, 11, 12), today)]
    assert due(enrolment, DeadlineKind.URGENT_CONTACT) == [(today, None)]
    enrolment.refresh_from_db()
    assert (enrolment.next_kind, enrolment.next_due_on) == (DeadlineKind.URGENT_CONTACT, today)
    call(enrolment, officer, happened_on=today)
    assert due(enrolment, DeadlineKind.URGENT_CONTACT) == [(today, today)]


@pytest.mark.usefixtures("friday")
def test_deriving_again_reads_a_fixed_number_of_rows_and_writes_nothing_twice(
    working: Working, person: People, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    officer = person()
    for contacts in (1, 3):
        enrolment = working(officer, scheme="VCS", verdict="STATUTORY_VCS")
        for number in range(contacts):
            call(enrolment, officer, happened_on=date(2026, 11, 19), note=f"Call {number}")
        with django_assert_max_num_queries(17):
            refresh_clocks(enrolment, clock.today())
