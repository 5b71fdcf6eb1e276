"""The sweep is one SQL statement that says what the rule says in Python. Every due date around Christmas must give the
same steps for the same people, and the same next day to look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.queries.calendar import working_calendar
from notifications.actions.reminders import raise_reminders
from notifications.actions.timers import plan_timers
from notifications.enums import Audience
from notifications.models import Acknowledgement, Reminder, Snooze, Timer
from notifications.queries.ladder import ladder_steps
from notifications.rules.reminders import ClockNow, look_at
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

DAYS = [date(2026, 12, 17) + timedelta(days=n) for n in range(25)]
LONG_LATE = [date(2026, 11, 16) + timedelta(days=n) for n in range(0, 30, 2)]  # its last steps repeat by then
ASKED_ON = [date(2026, 12, 23) + timedelta(days=n) for n in range(15)]
AUDIENCE_OF = {Role.VLO: Audience.OFFICER, Role.MANAGER: Audience.MANAGERS, Role.HEAD: Audience.HEAD}


@pytest.fixture
def clocks(jo: User, enrolled: Callable[..., Enrolment], person: Callable[..., User]) -> dict[int, ClockNow]:
    """One for every due date, of an officer or of nobody, urgent, not yet or never, snoozed or acknowledged or not."""
    person(Role.MANAGER)
    person(Role.HEAD)
    made = {}
    ways: list[dict[str, Any]] = [{}, {"snoozed_until": date(2026, 12, 30)}, {"acknowledged": True}]
    for has_officer, urgent_from in product((True, False), (None, date(2026, 12, 1), date(2026, 12, 28))):
        enrolment = enrolled(officer=jo if has_officer else None)
        Deadline.objects.filter(enrolment=enrolment).delete()
        if urgent_from:
            Enrolment.objects.filter(pk=enrolment.pk).update(urgent_from=urgent_from, urgent_reason="released")
        kinds = [("follow_up", DAYS, (-40, 0)), ("hard_stop", LONG_LATE, (-40,)), ("offer_again", DAYS, (-4, 0, 1, 3))]
        rows = [
            (Deadline(enrolment=enrolment, kind=kind, limit_code=str(code), started_on=started_on, due_on=due_on), way)
            for kind, days, before in kinds
            for code, (due_on, way, started_on) in enumerate(_each(days, ways, before))
        ]
        for (_, way), deadline in zip(rows, Deadline.objects.bulk_create([row for row, _ in rows]), strict=True):
            _snooze_or_acknowledge(deadline, jo, way)
            made[deadline.pk] = ClockNow(
                deadline.kind, deadline.started_on, deadline.due_on, has_officer, urgent_from=urgent_from, **way
            )
    return made


def _each(
    days: list[date], ways: list[dict[str, Any]], opened: tuple[int, ...]
) -> Iterator[tuple[date, dict[str, Any], date]]:
    """Each due date in each way, with a day on which its clock opened."""
    for due_on, way, days_after in product(days, ways, opened):
        yield due_on, way, due_on + timedelta(days=days_after)


def _snooze_or_acknowledge(deadline: Deadline, by: User, way: dict[str, Any]) -> None:
    of = {"deadline": deadline, "target_date": deadline.due_on, "by": by, "at": clock.now()}
    if until := way.get("snoozed_until"):
        Snooze.objects.create(until=until, reason="Asked to wait", **of)
    if way.get("acknowledged"):
        Acknowledgement.objects.create(note="In hand", **of)


@pytest.mark.parametrize("today", ASKED_ON[::3])
def test_the_same_steps_for_the_same_people_and_the_same_day_to_look(
    today: date, clocks: dict[int, ClockNow], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts_agree(monkeypatch)
    due = set(Timer.objects.due(today).values_list("pk", flat=True))
    with clock.frozen_at(datetime(today.year, today.month, today.day, 9, tzinfo=clock.LONDON)):
        assert raise_reminders(today).failed == []
    calendar, ladder = working_calendar(), ladder_steps()
    said = {pk: look_at(of, ladder, today, calendar) for pk, of in clocks.items()}
    told = {
        (pk, rule, audience, dict(look.working_days_late).get(rule, 0))
        for pk, look in said.items()
        for rule, audience in look.told
    }
    raised = {
        (row.deadline_id, row.rule, AUDIENCE_OF[Role(row.reader.role)], row.working_days_late)
        for row in Reminder.objects.select_related("reader")
    }
    assert raised == told
    assert told
    looked_at = {pk: look.next_on for pk, look in said.items() if look.next_on and pk in due}
    assert dict(Timer.objects.filter(pk__in=due).values_list("pk", "fires_on")) == looked_at
    assert {pk for pk, look in said.items() if look.told} <= due


def facts_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clocks of this test are made by hand, so nothing derives them again."""
    monkeypatch.setattr("notifications.actions.reminders._bring_up_to_date", lambda *_: None)


def test_looking_again_from_the_first_step_tells_nobody_twice(
    clocks: dict[int, ClockNow], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts_agree(monkeypatch)
    today = ASKED_ON[-1]
    assert raise_reminders(today).done > 0
    plan_timers(list(Deadline.objects.values_list("enrolment", flat=True)))
    assert raise_reminders(today).done == 0
