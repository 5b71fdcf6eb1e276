"""The one table of what runs by itself: beat wakes all of it, and silence is noticed in time."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from celery.beat import Scheduler

from vlu.celery import app
from vlu.lib.clock import LONDON
from vlu.timetable import DAY, HOUR, JOBS, MINUTE, SECOND, TIMETABLE, Job, daily

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)
HOURLY = Job("a.job", "A job", "rows", HOUR, 10 * MINUTE)
NIGHTLY = daily("a.night", "A night", "rows", at=time(6), limit=HOUR)


def late(job: Job, now: datetime, **moments: datetime | None) -> bool:
    return job.is_late(now, **{"awaited_since": None, "succeeded": None, "running": None} | moments)


def test_beat_wakes_every_job_and_each_is_a_task() -> None:
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == set(JOBS)
    assert set(JOBS) <= set(app.tasks)
    assert len(JOBS) == len(TIMETABLE)


def test_beat_that_starts_for_the_first_time_wakes_everything_at_once() -> None:
    scheduler = Scheduler(app=app, lazy=True)
    scheduler.merge_inplace(app.conf.beat_schedule)
    assert {entry.task for entry in scheduler.schedule.values() if entry.is_due()[0]} >= set(JOBS)


def test_a_wake_up_is_dropped_when_the_next_one_is_there() -> None:
    entries = app.conf.beat_schedule.values()
    assert all(entry["options"]["expires"] == entry["schedule"] for entry in entries)


def test_a_job_is_late_after_twice_its_interval_and_not_before() -> None:
    assert not late(HOURLY, NINE + 2 * HOUR, succeeded=NINE)
    assert late(HOURLY, NINE + 2 * HOUR + SECOND, succeeded=NINE)


def test_a_job_that_never_ran_is_late_after_twice_its_interval_from_when_it_was_awaited() -> None:
    assert not late(HOURLY, NINE + 2 * HOUR, awaited_since=NINE)
    assert late(HOURLY, NINE + 2 * HOUR + SECOND, awaited_since=NINE)


def test_a_job_that_nobody_said_was_awaited_is_late() -> None:
    assert late(HOURLY, NINE)


def test_a_long_run_that_began_in_time_is_given_its_time() -> None:
    began = NINE + 2 * HOUR
    assert not late(HOURLY, began + HOURLY.limit, succeeded=NINE, running=began)
    assert late(HOURLY, began + HOURLY.limit + SECOND, succeeded=NINE, running=began)


def test_a_run_that_began_too_late_excuses_nothing() -> None:
    began = NINE + 2 * HOUR + SECOND
    assert late(HOURLY, began + SECOND, succeeded=NINE, running=began)


def test_a_job_of_a_few_seconds_is_not_late_while_a_worker_starts() -> None:
    assert Job("a.job", "A job", "rows", SECOND, MINUTE).patience == MINUTE


@pytest.mark.parametrize(
    ("now", "should_have_begun"),
    [
        (NINE, datetime(2026, 11, 23, 6, tzinfo=LONDON)),
        (NINE - 4 * HOUR, datetime(2026, 11, 22, 6, tzinfo=LONDON)),
        (datetime(2026, 3, 29, 6, 30, tzinfo=LONDON), datetime(2026, 3, 29, 6, tzinfo=LONDON)),  # the clocks went on
        (datetime(2026, 10, 25, 5, 30, tzinfo=LONDON), datetime(2026, 10, 24, 6, tzinfo=LONDON)),  # they went back
    ],
)
def test_a_daily_job_should_have_begun_at_its_hour_in_london(now: datetime, should_have_begun: datetime) -> None:
    assert NIGHTLY.last_time(now) == should_have_begun
    assert NIGHTLY.next_time(now, None).date() - should_have_begun.date() == DAY


def test_a_daily_job_is_woken_often_so_that_a_missed_hour_is_made_good() -> None:
    assert NIGHTLY.woken_every <= timedelta(minutes=10)
    assert NIGHTLY.patience == 2 * DAY


def test_other_jobs_are_expected_an_interval_after_the_last_start() -> None:
    assert HOURLY.next_time(NINE, NINE - MINUTE) == NINE + 59 * MINUTE
    assert HOURLY.next_time(NINE, None) == NINE
