"""A reminder that its reader put off is said again on the day they chose, once, to them alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.models import User
from notifications.actions.digests import write_digests
from notifications.actions.in_hand import snooze
from notifications.actions.reading import mark_read
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)


def at_eight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=clock.LONDON)


def test_it_comes_back_on_its_day_and_once(jo: User, enrolled: Callable[..., Enrolment]) -> None:
    deadline = enrolled(officer=jo).deadlines.get(kind="first_contact")
    with clock.frozen_at(at_eight(MONDAY)):
        raise_reminders(MONDAY)
        assert write_digests(clock.now()).done == 1
        mark_read(reminder=Reminder.objects.get())
    with clock.frozen_at(at_eight(MONDAY).replace(hour=10)):
        snooze(deadline=deadline, target_date=deadline.due_on, until=WEDNESDAY, reason="They are abroad", by=jo)
        assert raise_reminders(MONDAY).done == 0
    with clock.frozen_at(at_eight(date(2026, 11, 24))):
        assert raise_reminders(clock.today()).done == 0
        assert Reminder.objects.unread().count() == 0
    with clock.frozen_at(at_eight(WEDNESDAY)):
        assert [raise_reminders(WEDNESDAY).done for _ in range(2)] == [1, 0]
        assert write_digests(clock.now()).done == 1
    again = Reminder.objects.get()
    assert (again.rule, again.read_at, again.raised_at) == ("due_soon", None, at_eight(WEDNESDAY))
    assert OutboxMessage.objects.filter(cause="digest").count() == 2


def test_what_was_not_put_off_does_not_come_back(jo: User, enrolled: Callable[..., Enrolment]) -> None:
    enrolled(officer=jo)
    raise_reminders(MONDAY)
    mark_read(reminder=Reminder.objects.get())
    assert [raise_reminders(day).done for day in (MONDAY, date(2026, 11, 24), WEDNESDAY)] == [0, 0, 0]


def become_urgent(enrolment: Enrolment, day: date | None) -> None:
    reason = "release_soon" if day else ""
    Enrolment.objects.filter(pk=enrolment.pk).update(urgent_from=day, urgent_reason=reason)


@pytest.mark.parametrize("known", ["before it was put off", "since"])
def test_it_waits_no_longer_than_until_the_case_is_urgent(
    known: str, jo: User, enrolled: Callable[..., Enrolment]
) -> None:
    case, tuesday = enrolled(officer=jo), date(2026, 11, 24)
    if known != "since":
        become_urgent(case, tuesday)
    deadline = case.deadlines.get(kind="first_contact")
    with clock.frozen_at(at_eight(MONDAY)):
        snooze(deadline=deadline, target_date=deadline.due_on, until=deadline.due_on, reason="They are abroad", by=jo)
        assert raise_reminders(MONDAY).done == 0
    if known == "since":
        become_urgent(case, tuesday)
    assert raise_reminders(tuesday).done == 1
    assert OutboxMessage.objects.get().cause == "reminder", "at once"


def test_what_had_a_message_of_its_own_is_said_again_in_the_morning(
    jo: User, enrolled: Callable[..., Enrolment]
) -> None:
    case, tuesday = enrolled(officer=jo), date(2026, 11, 24)
    deadline = case.deadlines.get(kind="first_contact")
    become_urgent(case, MONDAY)
    with clock.frozen_at(at_eight(MONDAY)):
        assert raise_reminders(MONDAY).done == 1
        become_urgent(case, None)
    with clock.frozen_at(at_eight(MONDAY).replace(hour=10)):
        snooze(deadline=deadline, target_date=deadline.due_on, until=WEDNESDAY, reason="They are abroad", by=jo)
        assert raise_reminders(MONDAY).done == 0
    become_urgent(case, tuesday)
    with clock.frozen_at(at_eight(tuesday)):
        assert raise_reminders(tuesday).done == 1
        assert write_digests(clock.now()).done == 1
    assert set(OutboxMessage.objects.values_list("cause", flat=True)) == {"reminder", "digest"}
