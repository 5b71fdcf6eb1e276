"""The commands and the beat tasks run the same loops, and none of them calls a skipped row a success."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from notifications import tasks
from notifications.models import OutboxMessage, Reminder
from tests.notifications.mail_sink import MailSink
from victims.models import Enrolment
from vlu.celery import app
from vlu.lib import clock
from vlu.lib.sweep import SomeRowsFailed
from vlu.timetable import JOBS

pytestmark = pytest.mark.django_db

Enrolled = Callable[..., Enrolment]


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with clock.frozen_at(datetime(2026, 11, 23, 9, 0, tzinfo=clock.LONDON)):
        yield


def say(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out, stderr=out)
    return out.getvalue()


def test_by_hand(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    record_event(case=enrolment.case, kind=EventKind.DEATH, happens_on=clock.today(), by=jo)
    assert say("raise_reminders") == ("Events planned: 1. Reminders raised: 1.\nMessages of the morning written: 1.\n")
    assert say("raise_reminders") == "Events planned: 0. Reminders raised: 0.\n"
    assert say("drain_outbox") == "Sent: 2\n"
    assert say("drain_outbox") == "Nothing was waiting.\n"
    assert len(mail.outbox) == 2


def test_by_beat(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    record_event(case=enrolment.case, kind=EventKind.DEATH, happens_on=clock.today(), by=jo)
    for _ in range(2):
        tasks.plan.delay()
        tasks.remind.delay()
        tasks.digest.delay()
        tasks.drain_outbox.delay()
    assert sorted(Reminder.objects.values_list("rule", flat=True)) == ["due_soon", "event"]
    assert len(mail.outbox) == 2


def test_the_message_of_the_morning_waits_for_the_reminders_of_the_day(jo: User, enrolled: Enrolled) -> None:
    enrolled(officer=jo)
    with clock.frozen_at(datetime(2026, 11, 22, 23, 59, tzinfo=clock.LONDON)):
        tasks.remind.delay()
    yesterdays = Reminder.objects.create(
        reader=jo,
        enrolment=(late := enrolled(officer=jo)),
        deadline=late.deadlines.get(kind="first_contact"),
        rule="due_soon",
        target_date=date(2026, 11, 26),
        by_digest=True,
        raised_at=clock.now() - timedelta(days=1),
    )
    assert [tasks.digest.delay().get(), tasks.remind.delay().get(), tasks.digest.delay().get()] == [0, 1, 1]
    assert OutboxMessage.objects.get().reminders.count() == 2, "with what waited since the morning before"
    assert yesterdays in OutboxMessage.objects.get().reminders.all()


def test_every_name_in_the_timetable_is_a_task() -> None:
    ours = {name for name in JOBS if name.startswith("notifications.")}
    assert {"notifications.plan", "notifications.remind", "notifications.outcomes", "notifications.chase"} < ours
    assert "notifications.offers" in ours
    assert ours <= set(app.tasks)


def test_a_skipped_row_fails_the_command_and_the_task_and_is_named(enrolled: Enrolled) -> None:
    lost = enrolled(officer=None).deadlines.get(kind="first_contact")  # no manager and no administrator
    with pytest.raises(CommandError, match=rf"1 of the clocks could not be done.*Ids: {lost.pk}\."):
        say("raise_reminders")
    with pytest.raises(SomeRowsFailed):
        tasks.remind.delay()


def test_the_command_says_when_no_mail_server_answers(waiting: Callable[..., OutboxMessage], sink: MailSink) -> None:
    waiting()
    sink.stop()
    with pytest.raises(CommandError, match="The mail server cannot be reached"):
        say("drain_outbox")


def test_the_command_names_what_needs_a_person(waiting: Callable[..., OutboxMessage]) -> None:
    failed = waiting(state="failed", last_error="550 No such person")
    assert f"Needs a person: message {failed.pk}, failed: 550 No such person" in say("drain_outbox")
