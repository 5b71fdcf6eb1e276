"""Background work that has stopped is seen: by administrators on every page, and by whoever asks /readyz."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.job_runs import run_job
from accounts.enums import JobResult, Role
from accounts.models import AwaitedJob, JobRun
from accounts.queries.job_health import JobHealth, health_of_jobs, late_jobs
from vlu.lib import clock
from vlu.lib.clock import LONDON
from vlu.lib.sweep import Sweep
from vlu.timetable import DAY, HOUR, JOBS, MINUTE, TIMETABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)
PLAN, REMIND = "notifications.plan", "notifications.remind"
WARNING = "Background work is late. People may not be told in time."

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _long_awaited() -> None:
    """An installation of some days on which every job has just succeeded."""
    AwaitedJob.objects.update(since=NOW - 10 * DAY)
    JobRun.objects.bulk_create(
        JobRun(name=job.name, started_at=NOW, ended_at=NOW, result=JobResult.SUCCEEDED) for job in TIMETABLE
    )


def last_success(name: str, ago: timedelta) -> None:
    JobRun.objects.filter(name=name).update(started_at=NOW - ago, ended_at=NOW - ago)


def health(name: str) -> JobHealth:
    return next(one for one in health_of_jobs() if one.job.name == name)


def ready(client: Client) -> tuple[int, list[str]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()["late"]


def test_nothing_is_late_while_everything_succeeds(client: Client) -> None:
    assert late_jobs() == []
    assert ready(client) == (200, [])


def test_a_job_that_has_not_succeeded_for_twice_its_interval_is_named(client: Client) -> None:
    last_success(PLAN, 2 * JOBS[PLAN].every)
    assert ready(client) == (200, [])
    last_success(PLAN, 2 * JOBS[PLAN].every + MINUTE)
    assert ready(client) == (503, [PLAN])


def test_runs_that_fail_or_skip_rows_do_not_count_as_a_success(client: Client) -> None:
    last_success(PLAN, HOUR)
    run_job(PLAN, lambda: Sweep(done=99, failed=[1]))
    assert ready(client) == (503, [PLAN])
    run_job(PLAN, lambda: Sweep(done=99))
    assert ready(client) == (200, [])


def test_beat_that_never_ran_at_all_is_noticed(client: Client) -> None:
    JobRun.objects.all().delete()
    assert ready(client) == (503, list(JOBS))


def test_a_new_installation_is_given_the_time_to_start(client: Client) -> None:
    JobRun.objects.all().delete()
    AwaitedJob.objects.update(since=NOW - MINUTE)
    assert ready(client) == (200, [])
    with clock.frozen_at(NOW + 5 * MINUTE):
        assert PLAN in ready(client)[1]


def test_a_job_whose_row_is_missing_is_late_at_once(client: Client) -> None:
    JobRun.objects.filter(name=PLAN).delete()
    AwaitedJob.objects.filter(name=PLAN).delete()
    assert ready(client) == (503, [PLAN])


def test_a_database_that_lacks_a_migration_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_a_run_without_an_end_reads_as_stopped_once_its_time_is_over() -> None:
    JobRun.objects.create(name=PLAN, started_at=NOW)
    JobRun.objects.filter(name=PLAN, result=JobResult.SUCCEEDED).delete()
    assert health(PLAN).result == JobResult.RUNNING
    with clock.frozen_at(NOW + JOBS[PLAN].limit + MINUTE):
        assert health(PLAN).result == JobResult.STOPPED


def test_a_run_left_to_another_is_not_the_last_run() -> None:
    later = NOW + MINUTE
    JobRun.objects.create(name=PLAN, started_at=later, ended_at=later, result=JobResult.SKIPPED)
    assert (health(PLAN).result, health(PLAN).started_at) == (JobResult.SUCCEEDED, NOW)


# Who is told ----------------------------------------------------------------------------------------------------------
def test_administrators_are_told_on_every_page_what_is_late(signed_in: SignIn) -> None:
    last_success(PLAN, HOUR)
    admin = signed_in(Role.ADMIN)
    for name in ("accounts:people", "accounts:audit_trail", "accounts:background_work", "accounts:change_password"):
        page = admin.get(reverse(name)).content.decode()
        assert WARNING in page
        assert JOBS[PLAN].title in page
    last_success(PLAN, MINUTE)
    assert WARNING not in admin.get(reverse("accounts:people")).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_nobody_else_is_told_and_their_pages_do_not_ask(signed_in: SignIn, role: Role) -> None:
    last_success(PLAN, HOUR)
    browser = signed_in(role)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = browser.get(reverse("accounts:change_password")).content.decode()
    assert WARNING not in page
    assert [query["sql"] for query in asked if "jobrun" in query["sql"]] == []


@pytest.mark.parametrize("late", [0, 1, 3])
def test_a_page_of_an_administrator_asks_once_however_much_is_late(signed_in: SignIn, late: int) -> None:
    for job in TIMETABLE[:late]:
        last_success(job.name, HOUR)
    admin = signed_in(Role.ADMIN)
    with CaptureQueriesContext(connection) as asked:
        admin.get(reverse("accounts:change_password"))
    assert len([query for query in asked if "jobrun" in query["sql"]]) == 1


# The page -------------------------------------------------------------------------------------------------------------
def page_of(browser: Client) -> str:
    return browser.get(reverse("accounts:background_work")).content.decode()


def test_the_page_shows_each_job_with_its_last_run_and_the_late_ones_first(signed_in: SignIn) -> None:
    last_success(REMIND, 2 * HOUR)
    run_job(REMIND, lambda: Sweep(done=12, failed=[1, 2]))
    page = page_of(signed_in(Role.ADMIN))
    assert f"1 of {len(JOBS)} is late" in page
    assert page.index(">notifications.remind<") < page.index(">victims.return_to_queue<")
    for words in ("12 clocks", "2 clocks", "Failed", "20 Nov 2026, 08:00", "20 Nov 2026, 10:01"):
        assert words in page
    assert all(job.title in page for job in TIMETABLE)


def test_the_page_shows_where_a_run_failed_and_not_about_whom(signed_in: SignIn) -> None:
    def work() -> Sweep:
        raise ValueError("Maria Fairweather")

    with pytest.raises(ValueError, match="Maria"):
        run_job(PLAN, work)
    page = page_of(signed_in(Role.ADMIN))
    assert "ValueError at tests/accounts/test_job_health.py" in page
    assert "Maria" not in page


def test_the_page_keeps_a_failure_after_the_next_success(signed_in: SignIn) -> None:
    run_job(PLAN, lambda: Sweep(done=1, failed=[1]))
    run_job(PLAN, Sweep)
    page = page_of(signed_in(Role.ADMIN))
    assert "Nothing is late." in page
    assert "Failed" in page.partition("Runs that did not succeed")[2]


def test_runs_that_failed_alike_are_one_line(signed_in: SignIn) -> None:
    for _ in range(3):
        run_job(PLAN, lambda: Sweep(done=1, failed=[1]))
    listed = page_of(signed_in(Role.ADMIN)).partition("Runs that did not succeed")[2]
    assert listed.count("Plan what follows from events") == 1
    assert "3 times, from " in listed


def test_the_page_says_that_no_run_failed(signed_in: SignIn) -> None:
    assert "No run failed or was stopped in the last two weeks." in page_of(signed_in(Role.ADMIN))


@pytest.mark.parametrize("failures", [1, 3])
def test_the_page_asks_as_often_for_three_failures_as_for_one(signed_in: SignIn, failures: int) -> None:
    for _ in range(failures):
        run_job(PLAN, lambda: Sweep(failed=[1]))
    admin: Any = signed_in(Role.ADMIN)
    with CaptureQueriesContext(connection) as asked:
        page_of(admin)
    assert len(asked) == 5
