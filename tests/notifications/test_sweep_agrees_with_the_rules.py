"""The sweep asks in SQL what the rules say in Python. Every due date around Christmas must give the same answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from accounts.models import User
from cases.queries.calendar import working_calendar
from notifications.queries.clocks import clocks_to_remind_of
from notifications.rules.reminders import rules_due, spans
from victims.models import Deadline, Enrolment

FIRST = date(2026, 12, 17)
DUE_DATES = [FIRST + timedelta(days=n) for n in range(25)]


@pytest.mark.django_db
@pytest.mark.usefixtures("friday")
@pytest.mark.parametrize("has_officer", [True, False])
def test_the_same_clocks_at_the_same_steps(has_officer: bool, jo: User, enrolled: Callable[..., Enrolment]) -> None:
    calendar = working_calendar()
    for due_on in DUE_DATES:
        enrolment = enrolled(officer=jo if has_officer else None)
        Deadline.objects.filter(enrolment=enrolment).delete()
        for started_on in (due_on, date(2026, 11, 12)):
            Deadline.objects.create(enrolment=enrolment, kind="follow_up", started_on=started_on, due_on=due_on)
    for today in (date(2026, 12, 23) + timedelta(days=n) for n in range(15)):
        asked = {
            (deadline.pk, span.rule.code)
            for span in spans(today, calendar, has_officer=has_officer)
            for deadline in clocks_to_remind_of(span, has_officer=has_officer)
        }
        said = {
            (deadline.pk, rule.code)
            for deadline in Deadline.objects.all()
            for rule in rules_due(
                kind=deadline.kind,
                started_on=deadline.started_on,
                due_on=deadline.due_on,
                today=today,
                calendar=calendar,
                has_officer=has_officer,
            )
        }
        assert asked == said
        assert asked
