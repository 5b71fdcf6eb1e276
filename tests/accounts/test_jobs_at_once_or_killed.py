"""Two beats at once, and a worker killed in the middle: the record says so, and nothing is blocked by it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from accounts.actions.job_runs import RUNS_OF_A_JOB, run_job
from accounts.models import JobRun
from tests.notifications.running import at_once
from vlu.lib.sweep import Sweep

pytestmark = pytest.mark.django_db(transaction=True)
PLAN, DRAIN = "notifications.plan", "notifications.drain"


def results(name: str) -> list[str]:
    return list(JobRun.objects.filter(name=name).order_by("pk").values_list("result", flat=True))


def during_a_run_of_another(name: str) -> list[Sweep | None]:
    """What others get who come while one is at work."""
    others: list[Sweep | None] = []

    def work() -> Sweep:
        others.extend(at_once(lambda: run_job(name, lambda: Sweep(done=1))))
        return Sweep(done=5)

    run_job(name, work)
    return others


def test_a_second_run_of_the_same_job_does_nothing_and_says_so() -> None:
    assert during_a_run_of_another(PLAN) == [None, None]
    assert results(PLAN) == ["succeeded", "skipped", "skipped"]
    run_job(PLAN, Sweep)
    assert results(PLAN)[3:] == ["succeeded"]


def test_several_may_send_messages_at_once() -> None:
    assert during_a_run_of_another(DRAIN) == [Sweep(done=1), Sweep(done=1)]
    assert results(DRAIN) == ["succeeded"] * 3


def test_a_run_whose_database_session_ends_is_recorded_on_another_and_blocks_nobody() -> None:
    def work() -> Sweep:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return Sweep()

    with pytest.raises(DatabaseError, match="terminat"):
        run_job(PLAN, work)
    run = JobRun.objects.get()
    assert (run.result, run.error.split(" ")[0]) == ("failed", "OperationalError")
    assert at_once(lambda: run_job(PLAN, lambda: Sweep(done=1))).count(Sweep(done=1)) >= 1


def test_a_killed_run_leaves_no_lock_and_is_found_stopped() -> None:
    """A session that ends without a word, as that of a killed worker does."""

    def killed() -> None:
        JobRun.objects.create(name=PLAN, started_at="2026-11-20T10:00:00Z")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [RUNS_OF_A_JOB, PLAN])

    at_once(killed, workers=1)
    assert run_job(PLAN, lambda: Sweep(done=1)) == Sweep(done=1)
    assert results(PLAN) == ["stopped", "succeeded"]


def test_the_server_notices_in_the_middle_of_a_statement_that_its_client_is_gone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW client_connection_check_interval")
        assert cursor.fetchone() == ("2s",)
