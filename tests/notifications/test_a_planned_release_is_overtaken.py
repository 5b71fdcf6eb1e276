"""When a newer release date is reported, nobody is to be told the old one, and the new one no later than it was due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from cases.models import Case, KeyEvent
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from notifications.queries.words import sentence_of, words_of
from tests.factories.cases import CaseFactory
from victims.actions.contact import record_contact
from victims.actions.duplicates import close_duplicate
from victims.actions.victim_decisions import record_victim_decision, rejoin
from victims.enums import Channel, ContactOutcome
from victims.models import Deadline, Enrolment
from victims.queries.victim_page import events_to_tell
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (20, 23, 24, 25))
FAR, NEARER = date(2027, 6, 4), date(2027, 5, 28)
Enrolled = Callable[..., Enrolment]
Report = Callable[..., KeyEvent]


@pytest.fixture
def case() -> Case:
    made: Case = CaseFactory()
    return made


@pytest.fixture
def hers(case: Case, jo: User, enrolled: Enrolled, person: Callable[..., User]) -> Enrolment:
    """Reached and told all there was, so that nothing is urgent; in a unit with a manager and a head of service."""
    person(Role.MANAGER, name="Sam Okoro")
    person(Role.HEAD)
    return enrolled(case=case, officer=jo, first_contact_on=date(2026, 11, 13))


@pytest.fixture
def report(case: Case, person: Callable[..., User]) -> Report:
    manager = person(Role.OFFENDER_MANAGER)

    def reported(kind: str, happens_on: date, *, planned: bool = True) -> KeyEvent:
        event = record_event(case=case, kind=kind, happens_on=happens_on, by=manager)
        assert not planned or plan_events().failed == []
        return event

    return reported


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.frozen_at(datetime(day.year, day.month, day.day, 10, tzinfo=clock.LONDON)):
        yield


def to_tell() -> list[tuple[int | None, date]]:
    """Event and due day of what is still to be told."""
    rows = Deadline.objects.standing().filter(kind__in=["tell_of_event", "offer_again", "decide_offer"])
    return list(rows.order_by("pk").values_list("event", "due_on"))


def test_the_newer_date_is_to_be_told_by_the_day_on_which_the_older_was_due(hers: Enrolment, report: Report) -> None:
    older = report(EventKind.RELEASE_PLANNED, FAR)
    with on(TUESDAY):
        newer = report(EventKind.RELEASE_PLANNED, NEARER)

    assert to_tell() == [(newer.pk, FRIDAY)]
    assert Deadline.objects.get(event=older).withdrawn_on == TUESDAY
    assert [row.event for row in events_to_tell(hers)] == [newer], "the contact form offers no other"


@pytest.mark.usefixtures("hers")
def test_the_officer_hears_of_it_at_once_though_its_day_has_passed_and_no_list_names_the_old_date(
    report: Report,
) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    with on(TUESDAY):
        raise_reminders(TUESDAY)
        newer = report(EventKind.RELEASE_PLANNED, NEARER)
        told = Reminder.objects.get(deadline__event=newer, rule="event")
        message = OutboxMessage.objects.get(reminder=told)
        mail = words_of(message)
        assert mail
        assert "something was reported, telling them was due on Friday 20 November 2026 and is overdue" in mail.subject
    with on(WEDNESDAY):
        raise_reminders(WEDNESDAY)
        standing = [one for one in Reminder.objects.select_related("deadline") if not one.now]
        said = {sentence_of(one) for one in standing if one.deadline and one.deadline.event_id}
        assert all("Friday 28 May 2027" in sentence for sentence in said)
        rules = {one.rule for one in standing if one.deadline and one.deadline.event_id}
        assert rules == {"event", "overdue", "overdue_manager"}


@pytest.mark.usefixtures("hers")
def test_a_message_about_the_old_date_that_has_not_left_is_not_sent(report: Report) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    waiting = OutboxMessage.objects.get()
    report(EventKind.RELEASE_PLANNED, NEARER)

    assert words_of(OutboxMessage.objects.get(pk=waiting.pk)) is None


def test_a_date_that_was_told_is_followed_by_one_with_a_day_of_its_own(
    hers: Enrolment, jo: User, report: Report
) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    record_contact(
        enrolment=hers,
        happened_on=FRIDAY,
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        told_of=events_to_tell(hers),
        by=jo,
    )
    with on(TUESDAY):
        newer = report(EventKind.RELEASE_PLANNED, NEARER)

    assert to_tell() == [(newer.pk, TUESDAY)]


@pytest.mark.usefixtures("hers")
def test_of_three_dates_the_last_is_told_by_the_day_of_the_first(report: Report) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    with on(MONDAY):
        report(EventKind.RELEASE_PLANNED, NEARER)
    with on(TUESDAY):
        last = report(EventKind.RELEASE_PLANNED, FAR)

    assert to_tell() == [(last.pk, FRIDAY)]


@pytest.mark.usefixtures("hers")
def test_a_release_overtakes_its_plan_and_no_plan_overtakes_a_release(report: Report) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    with on(MONDAY):
        released = report(EventKind.RELEASED, MONDAY)
    with on(TUESDAY):
        recall = report(EventKind.RECALL, TUESDAY)
        again = report(EventKind.RELEASE_PLANNED, NEARER)

    assert to_tell() == [(released.pk, FRIDAY), (recall.pk, TUESDAY), (again.pk, TUESDAY)]


@pytest.mark.usefixtures("hers")
def test_planned_in_the_wrong_order_the_older_asks_for_nothing(report: Report) -> None:
    older = report(EventKind.RELEASE_PLANNED, FAR, planned=False)
    newer = report(EventKind.RELEASE_PLANNED, NEARER, planned=False)
    KeyEvent.objects.filter(pk=older.pk).update(planned_at=clock.now())
    plan_events()
    KeyEvent.objects.filter(pk=older.pk).update(planned_at=None)
    assert plan_events().failed == []

    assert to_tell() == [(newer.pk, FRIDAY)]
    assert not Deadline.objects.filter(event=older).exists()


def test_merging_brings_no_overtaken_date_back(
    hers: Enrolment, jo: User, case: Case, enrolled: Enrolled, report: Report
) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    Enrolment.objects.filter(pk=hers.pk).update(status="closed", closed_on=FRIDAY, closed_because="NOT_ELIGIBLE")
    again = enrolled(case=case, officer=jo)
    with on(MONDAY):
        newer = report(EventKind.RELEASE_PLANNED, NEARER)
        hers.refresh_from_db()
        close_duplicate(duplicate=hers, of=again, by=jo)

    assert to_tell() == [(newer.pk, FRIDAY)]


@pytest.mark.usefixtures("hers")
def test_another_case_of_the_same_unit_is_left_alone(report: Report, jo: User, enrolled: Enrolled) -> None:
    elsewhere = enrolled(officer=jo)
    other = record_event(case=elsewhere.case, kind=EventKind.RELEASE_PLANNED, happens_on=FAR, by=jo)
    plan_events()
    newer = report(EventKind.RELEASE_PLANNED, NEARER)

    assert to_tell() == [(other.pk, FRIDAY), (newer.pk, FRIDAY)]


def test_somebody_who_comes_back_is_told_the_last_date_and_no_older_one(
    hers: Enrolment, jo: User, report: Report
) -> None:
    report(EventKind.RELEASE_PLANNED, FAR)
    record_victim_decision(
        enrolment=hers, kind="declined", decided_on=FRIDAY, told_by="referrer", explained=["scheme"], by=jo
    )
    with on(MONDAY):
        newer = report(EventKind.RELEASE_PLANNED, NEARER)
        assert to_tell() == [(newer.pk, MONDAY)]
    with on(TUESDAY):
        last = report(EventKind.RELEASE_PLANNED, FAR)
        assert to_tell() == [(last.pk, MONDAY)], "the offer of contact is overtaken as well"
    with on(WEDNESDAY):
        rejoin(enrolment=hers, by=jo)

    assert to_tell() == [(last.pk, WEDNESDAY)]
