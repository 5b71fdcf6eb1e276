"""When a request for a referral is prompted: the right step, on a working day, once, and never after an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from victims.enums import PromptStep
from victims.rules.chase import Chase, ChaseDays, prompt_days, prompt_due, reply_by
from vlu.lib.working_days import WorkingCalendar

CALENDAR = WorkingCalendar.with_holidays([date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)])
DAYS = ChaseDays(reply=10, second=5, third=10)
FRIDAY = date(2026, 12, 18)


def due(found_on: date, today: date, sent: Mapping[PromptStep, date], answered_on: date | None = None) -> int | None:
    return prompt_due(Chase(found_on, DAYS, answered_on, sent), today, CALENDAR)


def test_steps_are_counted_in_working_days_over_christmas() -> None:
    assert list(prompt_days(FRIDAY, DAYS, CALENDAR).values()) == [FRIDAY, date(2026, 12, 29), date(2027, 1, 6)]
    assert reply_by(FRIDAY, DAYS, CALENDAR) == date(2027, 1, 6)


def test_a_case_found_on_christmas_day_is_asked_about_on_the_next_working_day() -> None:
    christmas = date(2026, 12, 25)

    assert [due(christmas, christmas + timedelta(days=n), {}) for n in range(5)] == [None, None, None, None, 1]


def test_nothing_is_due_while_paused_and_the_same_step_is_after_it() -> None:
    sent, today = {PromptStep.OFFICERS: FRIDAY}, date(2026, 12, 30)

    assert prompt_due(Chase(FRIDAY, DAYS, None, sent, paused=True), today, CALENDAR) is None
    assert due(FRIDAY, today, sent) == PromptStep.SUPERVISOR


def test_a_step_does_not_come_before_its_day() -> None:
    sent = {PromptStep.OFFICERS: FRIDAY}

    assert due(FRIDAY, date(2026, 12, 24), sent) is None
    assert due(FRIDAY, date(2026, 12, 29), sent) == PromptStep.SUPERVISOR


def test_a_missed_step_is_made_up_on_a_later_day() -> None:
    assert due(FRIDAY, date(2026, 12, 31), {PromptStep.OFFICERS: FRIDAY}) == PromptStep.SUPERVISOR


def test_steps_missed_together_follow_in_order_a_working_day_apart() -> None:
    sent: dict[PromptStep, date] = {}
    for day in (date(2027, 1, 15) + timedelta(days=n) for n in range(7)):
        if (step := prompt_due(Chase(FRIDAY, DAYS, None, sent), day, CALENDAR)) is not None:
            sent[step] = day

    assert list(sent.values()) == [date(2027, 1, 15), date(2027, 1, 18), date(2027, 1, 19)]


def test_nothing_is_due_once_it_is_answered() -> None:
    assert due(FRIDAY, date(2026, 12, 29), {PromptStep.OFFICERS: FRIDAY}, answered_on=date(2026, 12, 24)) is None


@given(
    found=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    runs=st.sets(st.integers(0, 60)),
    second=st.integers(1, 8),
    more=st.integers(1, 8),
)
def test_whatever_nights_are_missed_each_step_goes_once_in_order_on_a_working_day(
    found: date, runs: set[int], second: int, more: int
) -> None:
    days = ChaseDays(10, second, second + more)
    sent: dict[PromptStep, date] = {}
    for day in (found + timedelta(days=n) for n in sorted(runs)):
        for _ in range(2):
            if (step := prompt_due(Chase(found, days, None, sent), day, CALENDAR)) is not None:
                assert step not in sent
                sent[step] = day

    assert list(sent) == list(PromptStep)[: len(sent)]
    assert list(sent.values()) == sorted(set(sent.values()))
    assert all(CALENDAR.is_working(day) for day in sent.values())
    assert all(day >= prompt_days(found, days, CALENDAR)[step] for step, day in sent.items())


@pytest.mark.parametrize("missed", [0, 1])
def test_a_step_that_no_night_missed_goes_on_its_very_day(missed: int) -> None:
    sent: dict[PromptStep, date] = {}
    for day in (FRIDAY + timedelta(days=n) for n in range(missed, 30)):
        if (step := prompt_due(Chase(FRIDAY, DAYS, None, sent), day, CALENDAR)) is not None:
            sent[step] = day

    first = FRIDAY if not missed else date(2026, 12, 21)
    assert list(sent.values()) == [first, date(2026, 12, 29), date(2027, 1, 6)]
