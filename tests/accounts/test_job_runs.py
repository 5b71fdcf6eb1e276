"""Every run of background work leaves a record, and no run that was none is called a success."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from accounts.actions import job_runs
from accounts.actions.job_runs import AlreadyRunning, await_jobs, forget_job_runs, is_due, run_job, run_job_now
from accounts.models import AwaitedJob, JobRun
from vlu.lib import clock
from vlu.lib.clock import LONDON
from vlu.lib.sweep import Sweep
from vlu.timetable import DAY, HOUR, JOBS, MINUTE, TIMETABLE, Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
PLAN, NIGHTLY = "notifications.plan", "accounts.forget_job_runs"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)


def kept(**facts: Any) -> JobRun:
    """A success of the planner at ten o'clock, unless told otherwise."""
    return JobRun.objects.create(**{"name": PLAN, "started_at": NOW, "ended_at": NOW, "result": "succeeded"} | facts)


def test_a_run_is_recorded_with_its_start_its_end_and_its_rows() -> None:
    run_job(PLAN, lambda: Sweep(done=3))
    run = JobRun.objects.get()
    assert (run.name, run.started_at, run.ended_at) == (PLAN, NOW, NOW)
    assert (run.result, run.rows_done, run.rows_failed, run.error) == ("succeeded", 3, 0, "")


def test_its_start_is_there_while_it_works() -> None:
    seen: list[tuple[str, datetime | None]] = []

    def work() -> Sweep:
        seen.extend(JobRun.objects.values_list("result", "ended_at"))
        return Sweep()

    run_job(PLAN, work)
    assert seen == [("running", None)]


def test_a_run_that_skipped_a_row_is_a_failed_run_whatever_is_done_with_its_answer() -> None:
    run_job(PLAN, lambda: Sweep(done=3, failed=[7, 9]))
    run = JobRun.objects.get()
    assert (run.result, run.rows_done, run.rows_failed) == ("failed", 3, 2)


def test_an_error_is_recorded_by_type_and_place_and_not_by_its_words() -> None:
    def work() -> Sweep:
        raise ValueError("Maria Fairweather has no date")

    with pytest.raises(ValueError, match="Maria"):
        run_job(PLAN, work)
    run = JobRun.objects.get()
    assert run.result == "failed"
    assert run.error.startswith("ValueError at tests/accounts/test_job_runs.py:")
    assert "Maria" not in run.error


def test_an_error_inside_a_library_is_placed_in_our_line_that_called_it() -> None:
    def work() -> Sweep:
        return Sweep(done=AwaitedJob.objects.get(name="nothing").pk)

    with pytest.raises(AwaitedJob.DoesNotExist):
        run_job(PLAN, work)
    assert JobRun.objects.get().error.startswith("DoesNotExist at tests/accounts/test_job_runs.py:")


def test_a_worker_told_to_stop_says_so() -> None:
    def work() -> Sweep:
        raise SystemExit

    with pytest.raises(SystemExit):
        run_job(PLAN, work)
    assert JobRun.objects.get().error.startswith("SystemExit")


def test_a_run_without_an_end_is_found_stopped_by_the_next() -> None:
    dead = JobRun.objects.create(name=PLAN, started_at=NOW - MINUTE)
    other = JobRun.objects.create(name="notifications.remind", started_at=NOW - MINUTE)
    run_job(PLAN, Sweep)
    dead.refresh_from_db()
    other.refresh_from_db()
    assert (dead.result, dead.ended_at) == ("stopped", None)
    assert other.result == "running"


def test_of_a_job_that_several_may_do_only_a_run_past_its_time_is_taken_for_stopped() -> None:
    limit = JOBS["notifications.drain"].limit
    dead, alive = (
        JobRun.objects.create(name="notifications.drain", started_at=NOW - age) for age in (limit + MINUTE, MINUTE)
    )
    run_job("notifications.drain", Sweep)
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.result, alive.result) == ("stopped", "running")


def test_a_name_that_is_not_in_the_timetable_is_refused() -> None:
    with pytest.raises(KeyError):
        run_job("notifications.nothing", Sweep)
    assert not JobRun.objects.exists()


def test_a_person_is_told_that_another_is_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_runs, "run_job", lambda name, work: None)
    with pytest.raises(AlreadyRunning, match="Plan what follows from events: another process is doing this now"):
        run_job_now(PLAN, Sweep)


# A daily job ----------------------------------------------------------------------------------------------------------
def nightly() -> Job:
    return JOBS[NIGHTLY]


def test_a_daily_job_is_due_once_a_day_however_often_it_is_woken() -> None:
    kept(name=NIGHTLY, started_at=NOW - DAY)
    assert is_due(nightly())
    run_job(NIGHTLY, Sweep)
    assert not is_due(nightly())
    with clock.frozen_at(datetime(2026, 11, 21, 2, 59, tzinfo=LONDON)):
        assert not is_due(nightly())
    with clock.frozen_at(datetime(2026, 11, 21, 3, 0, tzinfo=LONDON)):
        assert is_due(nightly())


def test_a_night_on_which_nothing_was_awake_is_made_good() -> None:
    kept(name=NIGHTLY, started_at=NOW - 3 * DAY)
    assert is_due(nightly())


def test_a_daily_job_that_failed_is_tried_again() -> None:
    kept(name=NIGHTLY, started_at=NOW - DAY)
    run_job(NIGHTLY, lambda: Sweep(failed=[1]))
    assert is_due(nightly())


def test_a_daily_job_of_a_new_installation_waits_for_its_hour() -> None:
    AwaitedJob.objects.filter(name=NIGHTLY).update(since=NOW)
    assert not is_due(nightly())
    with clock.frozen_at(datetime(2026, 11, 21, 3, 0, tzinfo=LONDON)):
        assert is_due(nightly())


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_daily_job_is_done_once_on_the_days_the_clocks_change(day: date) -> None:
    midnight = datetime.combine(day, time(), LONDON)
    kept(name=NIGHTLY, started_at=midnight - 12 * HOUR)
    ran = []
    for quarters in range(24 * 4):
        with clock.frozen_at(midnight.astimezone(UTC) + quarters * 15 * MINUTE):
            if is_due(nightly()):
                run_job(NIGHTLY, Sweep)
                ran.append(clock.now().time())
    assert ran == [time(3)]


# What is kept ---------------------------------------------------------------------------------------------------------
def test_every_job_of_the_timetable_is_awaited_since_the_reference_data_was_loaded() -> None:
    since = dict(AwaitedJob.objects.values_list("name", "since"))
    assert set(since) == {job.name for job in TIMETABLE}
    with clock.frozen_at(NOW + DAY):
        await_jobs()
    assert dict(AwaitedJob.objects.values_list("name", "since")) == since


def test_old_runs_are_removed_but_never_the_last_success_of_a_job() -> None:
    long_ago = NOW - timedelta(days=15)
    kept(started_at=long_ago - HOUR, ended_at=long_ago - HOUR)
    last = kept(started_at=long_ago, ended_at=long_ago)
    kept(started_at=long_ago + HOUR, ended_at=long_ago + HOUR, result="failed", rows_failed=1)
    young = kept(name=NIGHTLY, started_at=NOW - 13 * DAY, ended_at=NOW - 13 * DAY, result="failed", rows_failed=1)
    assert forget_job_runs().done == 2
    assert set(JobRun.objects.values_list("pk", flat=True)) == {last.pk, young.pk}
