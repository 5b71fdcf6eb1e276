"""Everything that runs by itself can be run by hand, without Celery, and recorded all the same."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import JobRun
from notifications.tasks import A_MINUTE
from tests.architecture.sources import PROJECT
from victims.models import Enrolment
from vlu.lib import clock
from vlu.timetable import DAY, JOBS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
NIGHTLY = "accounts.forget_job_runs"


def say(*names: str) -> str:
    out = StringIO()
    call_command("run_jobs", *names, stdout=out, stderr=out)
    return out.getvalue()


def test_every_job_that_is_due_is_run_and_recorded() -> None:
    with clock.frozen_at(clock.now() + DAY):
        said = say()
        assert set(JobRun.objects.succeeded().values_list("name", flat=True)) == set(JOBS)
        assert [line.split(":")[0] for line in said.splitlines()] == list(JOBS)
        assert f"{NIGHTLY}: not due" in say()


def test_a_named_job_is_run_whether_it_is_due_or_not() -> None:
    for _ in range(2):
        assert say(NIGHTLY) == f"{NIGHTLY}: 0 records\n"
    assert JobRun.objects.filter(name=NIGHTLY).succeeded().count() == 2


def test_a_job_that_failed_does_not_keep_the_others_and_is_named(enrolled: Callable[..., Enrolment]) -> None:
    enrolled(officer=None)  # no manager and no administrator: nobody can be told
    with clock.frozen_at(clock.now() + 3 * DAY), pytest.raises(CommandError, match=r"^Failed: notifications\.remind\."):
        say()
    assert JobRun.objects.get(name="notifications.remind").result == "failed"
    assert set(JobRun.objects.succeeded().values_list("name", flat=True)) == set(JOBS) - {"notifications.remind"}


def test_an_unknown_name_is_refused_before_anything_is_run() -> None:
    with pytest.raises(
        CommandError, match=r"There is no job notifications\.nothing\. There are: .*notifications\.plan"
    ):
        say("notifications.plan", "notifications.nothing")
    assert not JobRun.objects.exists()


def test_no_task_of_the_timetable_goes_unrecorded() -> None:
    """A task of that name made without beat_job would run, and nobody would know."""
    sources = {path: path.read_text() for path in PROJECT.glob("*/tasks.py")}
    recorded = [name for name in JOBS if any(f'@beat_job("{name}")' in source for source in sources.values())]
    assert recorded == list(JOBS)


def test_a_drain_is_given_the_time_to_finish_its_last_message() -> None:
    assert JOBS["notifications.drain"].limit >= A_MINUTE + settings.OUTBOX_LEASE
