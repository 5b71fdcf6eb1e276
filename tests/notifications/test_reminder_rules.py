"""Which steps of the ladder have come, and when to look next. No database: the rule is handed everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from notifications.enums import Audience
from notifications.enums import ReminderRuleCode as Rule
from notifications.rules.reminders import ClockNow, Look, look_at
from tests.notifications.ladder import ladder
from victims.enums import DeadlineKind
from victims.rules.clocks import MANAGERS_KINDS, OFFICERS_KINDS
from vlu.lib.working_days import WorkingCalendar

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
CALENDAR = WorkingCalendar.with_holidays(CHRISTMAS)
WEDNESDAY = date(2026, 11, 25)
CLOCK = {"kind": DeadlineKind.FIRST_CONTACT, "started_on": date(2026, 11, 4), "due_on": WEDNESDAY}


def look(today: date, **facts: Any) -> Look:
    return look_at(ClockNow(**{**CLOCK, **facts}), ladder(), today, CALENDAR)


def said(today: date, **facts: Any) -> list[str]:
    return [rule for rule, _ in look(today, **facts).told]


@pytest.mark.parametrize(
    ("today", "expected", "next_on"),
    [
        (date(2026, 11, 19), [], date(2026, 11, 20)),
        (date(2026, 11, 20), [Rule.DUE_SOON], date(2026, 11, 25)),  # Friday: three working days before Wednesday
        (date(2026, 11, 23), [Rule.DUE_SOON], date(2026, 11, 25)),  # Monday, Friday night was missed
        (date(2026, 11, 24), [Rule.DUE_SOON], date(2026, 11, 25)),
        (date(2026, 11, 25), [Rule.DUE_TODAY], date(2026, 11, 26)),
        (date(2026, 11, 26), [Rule.OVERDUE], date(2026, 11, 27)),
        (date(2026, 11, 27), [Rule.OVERDUE, Rule.OVERDUE_MANAGER], date(2026, 12, 2)),
        (date(2026, 12, 8), [Rule.OVERDUE, Rule.OVERDUE_MANAGER, Rule.OVERDUE_HEAD], date(2026, 12, 9)),
        (date(2026, 12, 9), [Rule.OVERDUE, Rule.OVERDUE_STILL, Rule.OVERDUE_HEAD], date(2026, 12, 16)),
        (date(2026, 12, 23), [Rule.OVERDUE, Rule.OVERDUE_STILL, Rule.OVERDUE_HEAD_STILL], date(2027, 1, 4)),
        (date(2027, 2, 2), [Rule.OVERDUE, Rule.OVERDUE_STILL, Rule.OVERDUE_HEAD_STILL], date(2027, 2, 8)),
    ],
)
def test_the_officer_gets_the_latest_step_and_those_above_theirs(
    today: date, expected: list[str], next_on: date | None
) -> None:
    assert said(today) == expected
    assert look(today).next_on == next_on


def test_where_nobody_is_allocated_the_managers_get_one_step_at_a_time() -> None:
    assert look(date(2026, 11, 26), has_officer=False).told == ((Rule.OVERDUE, Audience.MANAGERS),)
    assert look(date(2026, 11, 27), has_officer=False).told == ((Rule.OVERDUE_MANAGER, Audience.MANAGERS),)


@pytest.mark.parametrize(
    ("today", "managers", "head"),
    [
        (date(2026, 12, 9), 10, None),  # ten working days after Wednesday 25 November
        (date(2026, 12, 15), 10, None),
        (date(2026, 12, 16), 15, None),
        (date(2026, 12, 23), 20, 20),
        (date(2027, 1, 4), 25, 20),  # Christmas Day, its day off and New Year's Day are not counted
        (date(2027, 1, 11), 30, 30),
        (date(2027, 2, 2), 45, 40),
    ],
)
def test_the_last_steps_are_said_again_for_as_long_as_the_clock_stands(
    today: date, managers: int, head: int | None
) -> None:
    late = {Rule.OVERDUE_STILL: managers, Rule.OVERDUE_HEAD_STILL: head}
    assert dict(look(today).working_days_late) == {rule: days for rule, days in late.items() if days}


def test_bank_holidays_and_weekends_are_not_counted() -> None:
    christmas_eve = date(2026, 12, 24)
    assert said(date(2026, 12, 29), due_on=christmas_eve) == [Rule.OVERDUE]
    assert said(date(2026, 12, 30), due_on=christmas_eve) == [Rule.OVERDUE, Rule.OVERDUE_MANAGER]


def test_nothing_routine_is_said_on_a_day_off_and_it_is_looked_at_again_the_day_after() -> None:
    saturday = date(2026, 11, 21)
    assert look(saturday) == Look((), saturday + timedelta(days=1))
    assert said(saturday, urgent_from=saturday) == [Rule.DUE_SOON]


def test_what_goes_at_once_is_said_on_a_day_off_too() -> None:
    sunday = date(2026, 11, 22)
    assert said(sunday, kind=DeadlineKind.TELL_OF_EVENT, started_on=sunday, due_on=sunday) == [Rule.EVENT]


def test_a_date_agreed_for_a_saturday_is_said_on_the_friday_and_overdue_on_the_monday() -> None:
    saturday = date(2026, 11, 28)
    assert said(date(2026, 11, 27), due_on=saturday, kind=DeadlineKind.FOLLOW_UP) == [Rule.DUE_TODAY]
    assert said(date(2026, 11, 30), due_on=saturday, kind=DeadlineKind.FOLLOW_UP) == [Rule.OVERDUE]


def test_the_clock_of_an_event_that_is_due_at_once_is_not_said_twice_on_its_first_day() -> None:
    of_event = {"kind": DeadlineKind.TELL_OF_EVENT, "started_on": WEDNESDAY}
    assert said(WEDNESDAY, **of_event) == [Rule.EVENT]
    assert said(date(2026, 11, 26), **of_event) == [Rule.OVERDUE]


def test_the_referral_clock_is_nobodys_here() -> None:
    assert look(date(2027, 2, 1), kind=DeadlineKind.REFERRAL) == Look((), None)


def test_a_snooze_holds_the_officers_steps_and_no_others() -> None:
    friday = date(2026, 11, 27)
    assert said(friday, snoozed_until=date(2026, 12, 3)) == [Rule.OVERDUE_MANAGER]
    assert said(date(2026, 12, 3), snoozed_until=date(2026, 12, 3)) == [
        Rule.OVERDUE,
        Rule.OVERDUE_MANAGER,
        Rule.OVERDUE_HEAD,
    ]


def test_nothing_urgent_is_snoozed() -> None:
    assert said(date(2026, 11, 26), snoozed_until=date(2026, 12, 3), urgent_from=WEDNESDAY) == [Rule.OVERDUE]


def test_an_acknowledgement_stops_the_climb_but_not_what_comes_before_the_due_date() -> None:
    assert said(date(2027, 2, 1), acknowledged=True) == [Rule.DUE_TODAY]
    assert look(WEDNESDAY, acknowledged=True).next_on is None


@pytest.mark.parametrize("has_officer", [True, False])
def test_once_a_step_has_come_there_is_always_one_for_whoever_works_it(has_officer: bool) -> None:
    works = Audience.OFFICER if has_officer else Audience.MANAGERS
    for days in range(500):
        today = date(2026, 11, 20) + timedelta(days=days)
        if CALENDAR.is_working(today):
            told = [audience for _, audience in look(today, has_officer=has_officer).told]
            assert told.count(works) == 1, today


@pytest.mark.parametrize("kind", OFFICERS_KINDS)
def test_every_clock_an_officer_works_climbs_to_the_managers(kind: DeadlineKind) -> None:
    audiences = [step.audience for step in ladder() if kind in step.kinds]
    assert audiences.count(Audience.OFFICER) >= 2
    assert Audience.MANAGERS in audiences


@pytest.mark.parametrize("kind", MANAGERS_KINDS)
def test_every_clock_a_manager_works_climbs_to_the_head_of_service(kind: DeadlineKind) -> None:
    audiences = [step.audience for step in ladder() if kind in step.kinds]
    assert audiences.count(Audience.MANAGERS) >= 2
    assert Audience.HEAD in audiences


@pytest.mark.parametrize("kind", [*OFFICERS_KINDS, *MANAGERS_KINDS])
def test_no_climb_ends_while_its_clock_stands(kind: DeadlineKind) -> None:
    steps = [step for step in ladder() if kind in step.kinds]
    above_the_officer = {step.audience for step in steps} - {Audience.OFFICER}
    assert {step.audience for step in steps if step.repeats_every} == above_the_officer
    assert look(date(2031, 3, 3), kind=kind).next_on is not None
