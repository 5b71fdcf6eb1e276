"""Which steps of the ladder have come. No database: the rule is handed everything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from notifications.enums import ReminderRuleCode as Rule
from notifications.rules.reminders import RULES, rules_due
from victims.enums import DeadlineKind
from vlu.lib.working_days import WorkingCalendar

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
CALENDAR = WorkingCalendar.with_holidays(CHRISTMAS)
WEDNESDAY = date(2026, 11, 25)


def due(
    today: date,
    *,
    due_on: date = WEDNESDAY,
    kind: DeadlineKind = DeadlineKind.FIRST_CONTACT,
    started_on: date = date(2026, 11, 4),
    has_officer: bool = True,
) -> list[str]:
    found = rules_due(
        kind=kind, started_on=started_on, due_on=due_on, today=today, calendar=CALENDAR, has_officer=has_officer
    )
    return [rule.code for rule in found]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 19), []),
        (date(2026, 11, 20), [Rule.DUE_SOON]),  # Friday: three working days before Wednesday
        (date(2026, 11, 21), [Rule.DUE_SOON]),  # Saturday, Friday night was missed
        (date(2026, 11, 24), [Rule.DUE_SOON]),
        (date(2026, 11, 25), [Rule.DUE_TODAY]),
        (date(2026, 11, 26), [Rule.OVERDUE]),
        (date(2026, 11, 27), [Rule.OVERDUE, Rule.OVERDUE_MANAGER]),
        (date(2027, 2, 1), [Rule.OVERDUE, Rule.OVERDUE_MANAGER]),
    ],
)
def test_the_officer_gets_the_latest_step_and_the_managers_theirs(today: date, expected: list[str]) -> None:
    assert due(today) == expected


def test_where_nobody_is_allocated_the_managers_get_one_step_at_a_time() -> None:
    assert due(date(2026, 11, 26), has_officer=False) == [Rule.OVERDUE]
    assert due(date(2026, 11, 27), has_officer=False) == [Rule.OVERDUE_MANAGER]


def test_bank_holidays_and_weekends_are_not_counted() -> None:
    christmas_eve = date(2026, 12, 24)
    assert due(date(2026, 12, 28), due_on=christmas_eve) == [Rule.DUE_TODAY]
    assert due(date(2026, 12, 29), due_on=christmas_eve) == [Rule.OVERDUE]
    assert due(date(2026, 12, 30), due_on=christmas_eve) == [Rule.OVERDUE, Rule.OVERDUE_MANAGER]


def test_a_date_agreed_for_a_saturday_is_said_on_the_friday_and_overdue_on_the_monday() -> None:
    saturday = date(2026, 11, 28)
    assert due(date(2026, 11, 27), due_on=saturday, kind=DeadlineKind.FOLLOW_UP) == [Rule.DUE_TODAY]
    assert due(date(2026, 11, 29), due_on=saturday, kind=DeadlineKind.FOLLOW_UP) == [Rule.DUE_TODAY]
    assert due(date(2026, 11, 30), due_on=saturday, kind=DeadlineKind.FOLLOW_UP) == [Rule.OVERDUE]


def test_the_clock_of_an_event_that_is_due_at_once_is_not_said_twice_on_its_first_day() -> None:
    assert due(WEDNESDAY, kind=DeadlineKind.TELL_OF_EVENT, started_on=WEDNESDAY) == []
    assert due(date(2026, 11, 26), kind=DeadlineKind.TELL_OF_EVENT, started_on=WEDNESDAY) == [Rule.OVERDUE]


def test_the_referral_clock_is_nobodys_here() -> None:
    assert due(date(2027, 2, 1), kind=DeadlineKind.REFERRAL) == []


@pytest.mark.parametrize("has_officer", [True, False])
def test_once_a_step_has_come_there_is_always_one_for_the_officer(has_officer: bool) -> None:
    for days in range(500):
        today = date(2026, 11, 20) + timedelta(days=days)
        steps = [
            code for code in due(today, has_officer=has_officer) if has_officer is False or code != Rule.OVERDUE_MANAGER
        ]
        assert len(steps) == 1, today


def test_every_reminder_rule_has_its_own_code() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
