"""The nights of Sunday 29 March and Sunday 25 October 2026: nothing is lost, doubled, or told on the wrong day.

Days and mornings are London's. Between the two changes the day in London begins at 23:00 by the clock the machines
keep (UTC), and seven in the morning is six.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.offender_events import report_event
from cases.enums import EventKind
from notifications.actions.digests import write_digests
from notifications.actions.outbox import drain
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from tests.factories.cases import CaseFactory
from tests.notifications.mail_sink import MailSink
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = pytest.mark.django_db
Enrolled = Callable[..., Enrolment]
HOUR = timedelta(hours=1)
# First contact is due on the Monday after the change: referred ten working days before.
DUE_AFTER = {
    "March": (date(2026, 3, 30), {"sentenced_on": date(2026, 3, 12), "referred_on": date(2026, 3, 16)}),
    "October": (date(2026, 10, 26), {"sentenced_on": date(2026, 10, 8), "referred_on": date(2026, 10, 12)}),
}


def utc(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]


def in_london(moment: datetime) -> str:
    return f"{moment.astimezone(clock.LONDON):%a %d %b %H:%M}"


@pytest.fixture
def due_on_monday(jo: User, enrolled: Enrolled, person: Callable[..., User]) -> Callable[[str], date]:
    """First contact of Jo's case, due on the Monday after the change in that month."""
    person(Role.MANAGER)

    def make(month: str) -> date:
        monday, facts = DUE_AFTER[month]
        with clock.frozen_at(utc(monday.year, monday.month, 17, 9)):
            deadline = enrolled(officer=jo, **facts).deadlines.get(kind="first_contact")
        assert deadline.due_on == monday
        return monday

    return make


@pytest.mark.parametrize("month", [*DUE_AFTER])
def test_woken_every_hour_each_step_is_told_once_on_its_day_and_goes_at_seven_that_morning(
    month: str, due_on_monday: Callable[[str], date]
) -> None:
    monday = due_on_monday(month)
    first = utc(monday.year, monday.month, monday.day) - 6 * 24 * HOUR
    for hours in range(10 * 24):
        with clock.frozen_at(first + hours * HOUR):
            raise_reminders(clock.today())
            write_digests(clock.now())

    days = {"due_soon": -5, "due_today": 0, "overdue": 1, "overdue_manager": 2}
    told = Reminder.objects.order_by("pk").values_list("rule", "raised_at")
    sent = OutboxMessage.objects.order_by("pk").values_list("queued_at", flat=True)
    assert {rule: in_london(at) for rule, at in told} == {
        rule: f"{monday + timedelta(days=after):%a %d %b} 00:00" for rule, after in days.items()
    }
    assert len(told) == len(days)
    assert [in_london(at) for at in sent] == [f"{monday + timedelta(days=n):%a %d %b} 07:00" for n in days.values()]


@pytest.mark.parametrize(
    ("month", "before_midnight", "after_midnight"),
    [
        ("March", utc(2026, 3, 29, 22, 59), utc(2026, 3, 29, 23, 1)),
        ("October", utc(2026, 10, 25, 23, 59), utc(2026, 10, 26, 0, 1)),
    ],
)
def test_the_day_it_is_due_begins_at_midnight_in_london(
    month: str, before_midnight: datetime, after_midnight: datetime, due_on_monday: Callable[[str], date]
) -> None:
    due_on_monday(month)
    for moment, steps in ((before_midnight, {"due_soon"}), (after_midnight, {"due_soon", "due_today"})):
        with clock.frozen_at(moment - 4 * 24 * HOUR):
            raise_reminders(clock.today())
        with clock.frozen_at(moment):
            raise_reminders(clock.today())
        assert set(Reminder.objects.values_list("rule", flat=True)) == steps


@pytest.mark.parametrize(
    ("too_early", "seven"),
    [
        (utc(2026, 3, 27, 6, 59), utc(2026, 3, 27, 7)),  # the Friday before
        (utc(2026, 3, 30, 5, 59), utc(2026, 3, 30, 6)),
        (utc(2026, 10, 23, 5, 59), utc(2026, 10, 23, 6)),
        (utc(2026, 10, 26, 6, 59), utc(2026, 10, 26, 7)),
    ],
)
def test_the_morning_is_seven_in_london(too_early: datetime, seven: datetime, jo: User, enrolled: Enrolled) -> None:
    with clock.frozen_at(too_early):
        enrolled(officer=jo, sentenced_on=date(2026, 2, 2), referred_on=date(2026, 2, 3))
        raise_reminders(clock.today())
    assert [write_digests(too_early).done, write_digests(seven).done, write_digests(seven + HOUR).done] == [0, 1, 0]


@pytest.mark.parametrize("month", [3, 10])
def test_what_is_reported_in_the_hour_of_the_change_is_told_once_and_is_due_that_sunday(
    month: int, jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    """In October there are two hours from one to two o'clock. A report that is sent in both is one report."""
    sunday = date(2026, month, 29 if month == 3 else 25)
    sentenced_on = sunday - timedelta(days=9)
    facts = {"case": CaseFactory(conviction__sentenced_on=sentenced_on), "referred_on": sunday - timedelta(days=6)}
    manager = person(Role.OFFENDER_MANAGER)
    with clock.frozen_at(utc(2026, month, sunday.day, 0)):
        offender = enrolled(officer=jo, **facts).case.offender
    for minutes in (30, 90):
        with clock.frozen_at(utc(2026, month, sunday.day) + timedelta(minutes=minutes)):
            report_event(offender=offender, kind=EventKind.RECALL, happens_on=sunday, by=manager)
            plan_events()
            raise_reminders(clock.today())

    assert Deadline.objects.get(kind="tell_of_event").due_on == sunday
    assert Reminder.objects.filter(rule="event").count() == 1
    assert OutboxMessage.objects.filter(reminder__rule="event").count() == 1


@pytest.mark.parametrize("change", [utc(2026, 3, 29, 1), utc(2026, 10, 25, 1)])
def test_a_refused_message_is_tried_again_after_a_minute_whatever_the_clocks_do(
    change: datetime, waiting: Callable[..., OutboxMessage], sink: MailSink, settings: Any
) -> None:
    with clock.frozen_at(change - 24 * HOUR):
        message = waiting()
    sink.answer_to_recipient = "450 try later"
    with clock.frozen_at(change - timedelta(seconds=30)):
        drain()
    message.refresh_from_db()
    assert message.not_before == change + timedelta(seconds=30)

    sink.answer_to_recipient = "250 OK"
    with clock.frozen_at(change + timedelta(seconds=31)):
        drain()
    message.refresh_from_db()
    assert message.state == "sent"
    assert sum(sink.taken.values()) == 1
