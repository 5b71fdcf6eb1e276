"""An enrolment may be opened again at the very moment in which an event is planned."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from accounts.enums import Role
from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from notifications.actions.planning import plan_events
from victims.actions.reopening import tell_what_came_while_closed
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("friday")]


def test_the_planner_waits_for_whoever_opens_it_and_neither_stops_the_other(
    jo: User, enrolled: Callable[..., Enrolment], person: Callable[..., User]
) -> None:
    enrolment = enrolled(officer=jo)
    mine = Enrolment.objects.filter(pk=enrolment.pk)
    mine.update(status="closed", closed_on=clock.today(), closed_because="NOT_ELIGIBLE")
    record_event(case=enrolment.case, kind=EventKind.RECALL, happens_on=clock.today(), by=person(Role.OFFENDER_MANAGER))
    now = clock.now()

    def plan() -> None:
        with clock.frozen_at(now):
            plan_events()
        connections.close_all()

    planning = Thread(target=plan)
    with transaction.atomic():
        mine.update(status="open", closed_on=None, closed_because="")
        planning.start()
        connection.cursor().execute("SELECT pg_sleep(0.5)")  # the planner has come to the lock by now
        enrolment.refresh_from_db()
        tell_what_came_while_closed(enrolment, clock.today(), clock.today())
    planning.join()

    assert Deadline.objects.standing().filter(enrolment=enrolment, kind="tell_of_event").count() == 1
