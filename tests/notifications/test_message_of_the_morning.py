"""What is routine goes once a day, together, on working mornings, and only while it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.enums import Role
from accounts.models import User
from notifications.actions.digests import write_digests
from notifications.actions.reading import mark_read
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from notifications.queries.words import words_of
from tests.factories.victims import VictimFactory
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
MONDAY = date(2026, 11, 23)


def morning(day: date = MONDAY, hour: int = 7) -> int:
    return write_digests(datetime(day.year, day.month, day.day, hour, tzinfo=clock.LONDON)).done


def body() -> str:
    mail = words_of(OutboxMessage.objects.latest("pk"))
    return f"{mail.subject}\n{mail.body}" if mail else ""


def test_one_message_holds_everything_of_the_day_late_ones_first_and_names_nobody(jo: User, enrolled: Enrolled) -> None:
    near = enrolled(officer=jo, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    late = enrolled(officer=jo, sentenced_on=date(2026, 11, 2), referred_on=date(2026, 11, 5))
    raise_reminders(MONDAY)
    assert morning() == 1
    text = body()
    assert text.startswith("2 dates need you today, 1 overdue\n")
    assert text.index(late.reference) < text.index(near.reference)
    assert "Maria" not in text
    assert "/reminders/" in text


def test_a_second_run_writes_nothing_and_what_comes_later_waits_for_the_next_morning(
    jo: User, enrolled: Enrolled
) -> None:
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert [morning(), morning(hour=9)] == [1, 0]
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert morning(hour=15) == 0
    assert morning(date(2026, 11, 24)) == 1


def test_nothing_goes_before_seven_or_on_a_day_off(jo: User, enrolled: Enrolled) -> None:
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert morning(hour=6) == 0
    assert morning(date(2026, 11, 28)) == 0  # Saturday
    assert morning(date(2026, 12, 25)) == 0
    assert morning() == 1


def test_what_was_read_in_the_application_is_left_out(jo: User, enrolled: Enrolled) -> None:
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    mark_read(reminder=Reminder.objects.get())
    assert morning() == 0


def test_a_date_that_moved_after_the_reminder_is_not_told(jo: User, enrolled: Enrolled) -> None:
    moved, stands = enrolled(officer=jo), enrolled(officer=jo)
    raise_reminders(MONDAY)
    assert morning() == 1
    Deadline.objects.filter(enrolment=moved, kind="first_contact").update(due_on=date(2026, 12, 3))
    assert moved.reference not in body()
    assert stands.reference in body()
    Deadline.objects.filter(enrolment=stands).update(met_on=MONDAY)
    assert words_of(OutboxMessage.objects.get()) is None, "nothing is left to say, so nothing leaves"


def test_every_reader_gets_their_own(jo: User, enrolled: Enrolled, person: Callable[..., User]) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    enrolled(officer=jo)
    raise_reminders(date(2026, 12, 9))
    assert morning(date(2026, 12, 9)) == 2
