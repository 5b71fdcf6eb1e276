"""A date may be moved at the very moment the sweep fires its clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction

from accounts.models import User
from notifications.actions.firing import fire_timers
from notifications.models import Reminder, Timer
from victims.models import Deadline, Enrolment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("friday")]

TODAY = date(2026, 11, 26)  # the day the first contact is due
FIRST_STEP = date(2026, 11, 24)  # of the day after it


def test_whoever_moves_a_date_waits_for_the_sweep_and_the_clock_follows_the_new_date(
    jo: User, enrolled: Callable[..., Enrolment]
) -> None:
    first_contact = enrolled(officer=jo).deadlines.get(kind="first_contact")
    moved_to = first_contact.due_on + timedelta(days=1)
    fired, moving = Event(), Event()

    def sweep() -> None:
        with transaction.atomic():
            fire_timers(TODAY, is_working=True)
            fired.set()
            moving.wait(timeout=10)
            connection.cursor().execute("SELECT pg_sleep(0.2)")  # the other one is waiting for this transaction by now
        connections.close_all()

    sweeping = Thread(target=sweep)
    sweeping.start()
    assert fired.wait(timeout=10)
    moving.set()
    Deadline.objects.filter(pk=first_contact.pk).update(due_on=moved_to)
    sweeping.join()

    told = Reminder.objects.filter(deadline=first_contact)
    assert list(told.values_list("target_date", flat=True)) == [TODAY]
    assert Timer.objects.get(deadline=first_contact).fires_on == FIRST_STEP
