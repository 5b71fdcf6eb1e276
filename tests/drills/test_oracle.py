"""The oracle of the fault drills counts days by itself, and judges what arrived without mercy."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from drills.oracle import Arrival, Expected, Facts, Reminder, Step, WorkingDays, judge, read_words, reminders_due

DUE = date(2026, 12, 29)
WANTED = Reminder("DRILL-1", "jo@drill.example", overdue=False, day=DUE)
ARRIVED = Arrival("<1>", "DRILL-1", WANTED)


@pytest.mark.parametrize(
    ("referred_on", "due_on"),
    [
        (date(2026, 11, 27), date(2026, 12, 29)),  # 25 and 28 December are not counted
        (date(2026, 11, 28), date(2026, 12, 29)),  # a Saturday counts as the Friday before it
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_twenty_working_days_over_christmas(referred_on: date, due_on: date) -> None:
    assert WorkingDays().first_contact_due(referred_on) == due_on


def test_a_bank_holiday_declared_later_moves_what_is_due_after_it() -> None:
    assert WorkingDays([date(2026, 12, 28), DUE]).first_contact_due(date(2026, 11, 27)) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 12, 21), None),
        (date(2026, 12, 22), Step.BEFORE),  # three working days before
        (DUE, Step.ON_THE_DAY),
        (date(2026, 12, 30), Step.AFTER),
    ],
)
def test_the_step_that_stands_on_a_day(today: date, step: Step | None) -> None:
    facts = Facts("DRILL-1", "jo@drill.example", date(2026, 11, 20), date(2026, 11, 27))
    late = Reminder("DRILL-1", "jo@drill.example", overdue=step is Step.AFTER, day=DUE)
    assert reminders_due([facts], today, WorkingDays()) == ({Expected(step, late)} if step else set())


def test_on_a_saturday_the_step_of_friday_stands_and_says_that_its_day_has_passed() -> None:
    facts = Facts("DRILL-1", "jo@drill.example", date(2026, 2, 20), date(2026, 2, 27))
    friday, saturday = date(2026, 3, 27), date(2026, 3, 28)
    said = Reminder("DRILL-1", "jo@drill.example", overdue=True, day=friday)
    assert reminders_due([facts], saturday, WorkingDays()) == {Expected(Step.ON_THE_DAY, said)}


def test_two_steps_in_the_same_words_are_two_messages() -> None:
    said = Reminder("DRILL-1", "jo@drill.example", overdue=True, day=DUE)
    both = [Expected(Step.ON_THE_DAY, said), Expected(Step.AFTER, said)]
    first, second = Arrival("<1>", "DRILL-1", said), Arrival("<2>", "DRILL-1", said)
    assert judge(both, [first, second], (), 0).duplicated == 0
    assert judge(both, [first], (), 0).lost == 1
    assert judge(both, [first, first], (), 1).lost == 1
    assert judge(both, [first, second, Arrival("<3>", "DRILL-1", said)], (), 9).duplicated == 1


def test_words_are_read_back_and_a_wrong_day_of_the_week_is_not_believed() -> None:
    said = "DRILL-1: first contact is due on Tuesday 29 December 2026"
    assert read_words("<1>", "jo@drill.example", said) == ARRIVED
    assert read_words("<1>", "jo@drill.example", said.replace("due on", "due today,")) == ARRIVED
    assert read_words("<1>", "jo@drill.example", said.replace("Tuesday", "Monday")).reminder is None
    late = read_words(
        "<1>", "jo@drill.example", "DRILL-1: first contact was due on Tuesday 29 December 2026 and is late"
    )
    assert late.reminder is not None
    assert late.reminder.overdue


def judged(*arrivals: Arrival, visible: tuple[str, ...] = (), doubts: int = 0) -> tuple[int, int, int, int, int]:
    said = judge([Expected(Step.ON_THE_DAY, WANTED)], arrivals, visible, doubts)
    return said.for_a_person, said.again, said.lost, said.duplicated, said.wrong_date


def test_one_of_each_is_what_is_wanted() -> None:
    assert judged(ARRIVED) == (0, 0, 0, 0, 0)


def test_what_did_not_arrive_is_lost_unless_a_person_sees_it() -> None:
    assert judged() == (0, 0, 1, 0, 0)
    assert judged(visible=("DRILL-1",)) == (1, 0, 0, 0, 0)


def test_a_repeat_under_one_message_id_is_excused_once_for_each_doubt() -> None:
    assert judged(ARRIVED, ARRIVED, doubts=1) == (0, 1, 0, 0, 0)
    assert judged(ARRIVED, ARRIVED, ARRIVED, doubts=1) == (0, 1, 0, 1, 0)
    assert judged(ARRIVED, ARRIVED) == (0, 0, 0, 1, 0)


def test_a_repeat_under_another_message_id_is_never_excused() -> None:
    assert judged(ARRIVED, Arrival("<2>", "DRILL-1", WANTED), doubts=9) == (0, 0, 0, 1, 0)


def test_a_step_nobody_asked_for_counts_as_told_twice() -> None:
    late = Reminder("DRILL-1", "jo@drill.example", overdue=True, day=DUE)
    assert judged(ARRIVED, Arrival("<2>", "DRILL-1", late)) == (0, 0, 0, 1, 0)


def test_another_day_an_unknown_reference_and_words_that_cannot_be_read_are_wrong() -> None:
    moved = Reminder("DRILL-1", "jo@drill.example", overdue=False, day=DUE + timedelta(days=1))
    others = (Arrival("<2>", "DRILL-1", moved), Arrival("<3>", "DRILL-9", WANTED), Arrival("<4>", "DRILL-1", None))
    assert judged(ARRIVED, *others) == (0, 0, 0, 0, 3)
