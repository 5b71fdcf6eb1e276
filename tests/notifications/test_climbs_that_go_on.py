"""A clock that stays open goes on being told of: managers and the head of service hear of it again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db.models import F

from accounts.enums import Role
from accounts.models import User
from notifications.actions.digests import write_digests
from notifications.actions.in_hand import acknowledge
from notifications.actions.reading import mark_read
from notifications.actions.reminders import raise_reminders
from notifications.actions.timers import plan_all_timers
from notifications.models import LadderStep, OutboxMessage, Reminder, Timer
from notifications.queries.words import sentence_of, words_of
from tests.notifications.running import at_once
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
DUE = date(2026, 11, 26)
TEN_LATE, FIFTEEN_LATE, TWENTY_LATE = date(2026, 12, 10), date(2026, 12, 17), date(2026, 12, 24)


@pytest.fixture
def late(jo: User, enrolled: Callable[..., Enrolment], person: Callable[..., User]) -> Deadline:
    """A first contact nobody makes, due on Thursday 26 November, in a unit with a manager."""
    person(Role.MANAGER, name="Sam Okoro")
    person(Role.HEAD, name="Gordon Astley")
    found: Deadline = enrolled(officer=jo).deadlines.get(kind="first_contact")
    return found


def at_eight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=clock.LONDON)


def sweep_on(day: date) -> int:
    """How many reminders were raised, or said again."""
    with clock.frozen_at(at_eight(day).replace(hour=0, minute=1)):
        return raise_reminders(day).done


def said_on(day: date) -> list[tuple[str, str]]:
    raised = Reminder.objects.filter(raised_at__date=day).order_by("rule", "reader__name")
    return list(raised.values_list("rule", "reader__name")) if sweep_on(day) else []


def test_of_a_clock_nobody_meets_managers_hear_each_week_and_the_head_each_fortnight(late: Deadline) -> None:
    days = [DUE + timedelta(days=n) for n in range(2, 65)]
    assert {day: said for day in days if (said := said_on(day))} == {
        date(2026, 11, 30): [("overdue", "Jo Reed"), ("overdue_manager", "Sam Okoro")],
        date(2026, 12, 3): [("overdue_head", "Gordon Astley")],
        TEN_LATE: [("overdue_still", "Sam Okoro")],
        FIFTEEN_LATE: [("overdue_still", "Sam Okoro")],
        TWENTY_LATE: [("overdue_head_still", "Gordon Astley"), ("overdue_still", "Sam Okoro")],
        date(2027, 1, 5): [("overdue_still", "Sam Okoro")],
        date(2027, 1, 12): [("overdue_head_still", "Gordon Astley"), ("overdue_still", "Sam Okoro")],
        date(2027, 1, 19): [("overdue_still", "Sam Okoro")],
        date(2027, 1, 26): [("overdue_head_still", "Gordon Astley"), ("overdue_still", "Sam Okoro")],
    }
    assert Reminder.objects.filter(deadline=late, rule="overdue_still").count() == 1, "one line, said again"


def test_said_again_it_is_unread_and_in_the_message_of_that_morning(late: Deadline) -> None:
    for day in (TEN_LATE, FIFTEEN_LATE):
        sweep_on(day)
        with clock.frozen_at(at_eight(day)):
            assert write_digests(clock.now()).done >= 1
            again = Reminder.objects.get(deadline=late, rule="overdue_still")
            mail = words_of(again.digest) if again.digest else None
            assert mail
            assert "was due on Thursday 26 November 2026 and is still overdue" in mail.body
            assert again.read_at is None
            mark_read(reminder=again)
    assert OutboxMessage.objects.filter(cause="digest", recipient__name="Sam Okoro").count() == 2


def test_of_an_urgent_case_the_first_time_has_its_own_message_and_the_next_the_message_of_the_morning(
    late: Deadline,
) -> None:
    Enrolment.objects.filter(pk=late.enrolment_id).update(urgent_from=DUE, urgent_reason="released")
    for day in (TEN_LATE, FIFTEEN_LATE):
        sweep_on(day)
        own = OutboxMessage.objects.filter(reminder__rule="overdue_still")
        assert (own.count(), Reminder.objects.get(rule="overdue_still").by_digest) == (1, day == FIFTEEN_LATE)


def test_after_missed_weeks_it_is_said_once_for_the_latest_of_its_days(late: Deadline) -> None:
    assert sweep_on(TEN_LATE) == 3
    assert sweep_on(date(2027, 1, 6)) == 2
    assert dict(Reminder.objects.values_list("rule", "working_days_late")) == {
        "overdue": 0,
        "overdue_head": 0,
        "overdue_still": 25,
        "overdue_head_still": 20,
    }
    assert Timer.objects.get(pk=late.pk).fires_on == date(2027, 1, 12)


def test_looking_again_on_the_same_day_from_the_first_step_says_nothing_twice(late: Deadline) -> None:
    sweep_on(TEN_LATE)
    sweep_on(FIFTEEN_LATE)
    plan_all_timers()
    assert sweep_on(FIFTEEN_LATE) == 0
    assert sweep_on(date(2026, 12, 18)) == 0
    assert Timer.objects.get(pk=late.pk).fires_on == TWENTY_LATE


def test_a_manager_who_comes_later_is_told_with_the_others_the_next_time(
    late: Deadline, person: Callable[..., User]
) -> None:
    sweep_on(TEN_LATE)
    person(Role.MANAGER, name="Ann Ode")
    assert sweep_on(date(2026, 12, 11)) == 0
    assert said_on(FIFTEEN_LATE) == [("overdue_still", "Ann Ode"), ("overdue_still", "Sam Okoro")]


def test_once_it_is_in_hand_nothing_is_said_again(late: Deadline, jo: User) -> None:
    sweep_on(TEN_LATE)
    with clock.frozen_at(at_eight(TEN_LATE)):
        acknowledge(deadline=late, target_date=DUE, note="Calling at noon", by=jo)
    for day in (FIFTEEN_LATE, TWENTY_LATE):
        sweep_on(day)
    assert set(Reminder.objects.filter(deadline=late).values_list("raised_at__date", flat=True)) == {TEN_LATE}


def test_of_a_case_restricted_since_managers_hear_again_without_a_name(
    late: Deadline, person: Callable[..., User]
) -> None:
    sweep_on(TEN_LATE)
    sam = User.objects.get(name="Sam Okoro")
    theirs = Reminder.objects.visible_to(sam).filter(rule="overdue_still")
    assert theirs.filter(names_nobody=False).count() == 1
    Enrolment.objects.filter(pk=late.enrolment_id).update(restricted=True)
    assert theirs.count() == 0, "it was said with a name"

    sweep_on(date(2026, 12, 11))
    assert theirs.filter(names_nobody=True).count() == 1
    assert sweep_on(date(2026, 12, 11)) == 0
    assert ("overdue_still", "Sam Okoro") in said_on(FIFTEEN_LATE)
    assert theirs.get().working_days_late == 15


def test_a_step_that_is_to_repeat_more_seldom_is_silent_for_no_longer_than_that(late: Deadline) -> None:
    sweep_on(FIFTEEN_LATE)
    LadderStep.objects.filter(code="overdue_still").update(repeats_every=7)
    plan_all_timers()
    assert sweep_on(date(2026, 12, 18)) == 0
    assert said_on(date(2026, 12, 21)) == [("overdue_still", "Sam Okoro")]  # 17 working days late
    assert Reminder.objects.get(deadline=late, rule="overdue_still").working_days_late == 17


def test_the_head_of_service_reads_that_it_is_still_not_met_and_the_manager_whose_it_is(late: Deadline) -> None:
    sweep_on(TWENTY_LATE)
    with clock.frozen_at(at_eight(TWENTY_LATE)):
        told = {one.rule: sentence_of(one) for one in Reminder.objects.exclude(rule="overdue")}
    assert told["overdue_head_still"].endswith("and it is still not met. Ask the unit.")
    assert f"still overdue. Officer: Jo Reed ({late.enrolment.reference})" in told["overdue_still"]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_say_it_again_once(
    jo: User, enrolled: Callable[..., Enrolment], person: Callable[..., User]
) -> None:
    person(Role.MANAGER)
    person(Role.HEAD)
    for _ in range(12):
        enrolled(officer=jo)
    sweep_on(TEN_LATE)
    done = [sweep.done for sweep in at_once(lambda: raise_reminders(FIFTEEN_LATE))]
    assert sum(done) == 12
    again = Reminder.objects.filter(rule="overdue_still", working_days_late=15)
    assert Counter(again.values_list("deadline", flat=True)).most_common(1)[0][1] == 1
    assert again.filter(deadline__due_on=F("target_date")).count() == 12
