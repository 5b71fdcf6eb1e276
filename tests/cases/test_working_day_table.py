"""The table of working days that SQL joins to holds the same ordinals as the pure calendar."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from cases.actions.calendar import make_calendar
from cases.models import BankHoliday, WorkingDay
from cases.queries.calendar import working_calendar
from vlu.lib.working_days import FIRST_DAY, LAST_DAY

pytestmark = pytest.mark.django_db


def test_every_day_of_the_calendar_is_in_the_table() -> None:
    assert WorkingDay.objects.count() == (LAST_DAY - FIRST_DAY).days + 1


def test_the_table_equals_the_pure_calendar() -> None:
    calendar = working_calendar()
    assert list(WorkingDay.objects.order_by("day").values_list("day", "ordinal", "is_working")) == calendar.table()


def test_counting_in_sql_gives_what_the_pure_calendar_gives() -> None:
    """Each of the days of sixty years, by as many steps both ways as a limit ever has."""
    calendar, draw = working_calendar(), random.Random(20261122)
    first, last = FIRST_DAY + timedelta(days=366), LAST_DAY - timedelta(days=366)
    starts = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    steps = [draw.randint(-120, 120) for _ in starts]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED_IN_SQL, [starts, steps])
        rows = cursor.fetchall()

    assert len(rows) == len(starts) > 20_000
    assert [row for row in rows if row[2] != calendar.add(row[0], row[1])] == []


# As victims.queries.derived_clocks counts: the ordinal of the start, so many on, and the working day that has it.
COUNTED_IN_SQL = """
SELECT asked.start, asked.n, nth.day
FROM unnest(%s::date[], %s::int[]) AS asked(start, n)
LEFT JOIN cases_workingday first ON first.day = asked.start
LEFT JOIN cases_workingday nth ON nth.is_working AND nth.ordinal = first.ordinal + asked.n
"""


def test_making_it_again_changes_nothing() -> None:
    assert make_calendar() is False


def test_what_was_rolled_back_is_remembered_by_nobody() -> None:
    def next_working_day_with(day: date) -> date:
        with transaction.atomic():
            BankHoliday.objects.create(day=day, title="A day off declared later")
            make_calendar()
            found = working_calendar().add(date(2027, 6, 2), 1)
            transaction.set_rollback(True)
        return found

    assert next_working_day_with(date(2027, 6, 3)) == date(2027, 6, 4)
    assert next_working_day_with(date(2027, 6, 9)) == date(2027, 6, 3)


def test_a_new_bank_holiday_makes_it_anew_and_is_seen_at_once() -> None:

    before = working_calendar().add(date(2027, 6, 1), 5)
    BankHoliday.objects.create(day=date(2027, 6, 3), title="A day off declared later")
    assert make_calendar() is True
    assert working_calendar().add(date(2027, 6, 1), 5) > before
