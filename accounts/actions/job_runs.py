"""Do a job of the timetable and keep a record of it, whoever asks: beat or a command.

The start is committed before the work, so that a run which dies leaves a trace. Of a job that is to run alone, a run
holds an advisory lock of its database session: a killed one holds nothing. Whoever gets the lock therefore knows that
a run still without an end was stopped in the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import structlog
from django.db import DatabaseError, InterfaceError, connection

from accounts.enums import JobResult
from accounts.models import AwaitedJob, JobRun
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.sweep import Counted, Sweep, Tally, type_and_place
from vlu.timetable import JOBS, TIMETABLE, Job

log = structlog.get_logger(__name__)
Work = TypeVar("Work", bound=Counted)

LOST = (DatabaseError, InterfaceError)  # also what a connection says that is gone
RUNS_OF_A_JOB = 0x10B  # first half of the number of the advisory lock; the second is the job's name
KEPT_FOR = timedelta(days=14)


class AlreadyRunning(DomainError):
    """A job that is to run alone is being done by another process."""

    code = "already_running"


def run_job(name: str, work: Callable[[], Work]) -> Work | None:
    """What the work gave back; None when another run is at it. Raises what the work raises, noted by type and place.

    A run with failed rows is a failed run, whatever is done with what it gives back. To be called outside a
    transaction. Raises KeyError for a name that is not in the timetable.
    """
    job = JOBS[name]
    with _held(job) as free:
        if not free:
            now = clock.now()
            JobRun.objects.create(name=name, started_at=now, ended_at=now, result=JobResult.SKIPPED)
            return None
        run = _begin(job)
        try:
            counted = work()
        except BaseException as error:  # a worker that is told to stop is to say so as well
            _end(run, Tally(error=type_and_place(error)))
            raise
        _end(run, counted.tally())
        return counted


def run_job_now(name: str, work: Callable[[], Work]) -> Work:
    """The same for a person, who is told that another run is at it. Raises AlreadyRunning then, and as run_job does."""
    counted = run_job(name, work)
    if counted is None:
        raise AlreadyRunning(f"{JOBS[name].title}: another process is doing this now. Wait for it, and look again.")
    return counted


def is_due(job: Job) -> bool:
    """Whether its time has come: always, but a daily job has one time, and once it succeeded after it is done."""
    if job.at is None:
        return True
    its_time = job.last_time(clock.now())
    runs = JobRun.objects.filter(name=job.name).succeeded()
    if runs.filter(started_at__gte=its_time).exists():
        return False
    return runs.exists() or not AwaitedJob.objects.filter(name=job.name, since__gt=its_time).exists()


def await_jobs() -> None:
    """Expect every job of the timetable from now on; those that were expected already, since when they were."""
    now = clock.now()
    AwaitedJob.objects.bulk_create([AwaitedJob(name=job.name, since=now) for job in TIMETABLE], ignore_conflicts=True)


def forget_job_runs() -> Sweep:
    """Remove what is older than two weeks, but never the last success of a job: its silence is counted from it."""
    last = JobRun.objects.last_success_of_each().values("pk")
    removed, _ = JobRun.objects.filter(started_at__lt=clock.now() - KEPT_FOR).exclude(pk__in=last).delete()
    return Sweep(done=removed)


@contextmanager
def _held(job: Job) -> Iterator[bool]:
    """Whether this process has the job to itself, for as long as the block lasts."""
    if not job.alone:
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [RUNS_OF_A_JOB, job.name])
        (free,) = cursor.fetchone()
    try:
        yield free
    finally:
        if free:
            _release(job)


def _release(job: Job) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [RUNS_OF_A_JOB, job.name])
    except LOST:
        connection.close_if_unusable_or_obsolete()  # the lock ends with its session


def _begin(job: Job) -> JobRun:
    now = clock.instant()
    earlier = JobRun.objects.filter(name=job.name).running()
    if not job.alone:
        earlier = earlier.filter(started_at__lt=now - job.limit)
    earlier.update(result=JobResult.STOPPED)
    return JobRun.objects.create(name=job.name, started_at=now)


def _end(run: JobRun, tally: Tally) -> None:
    """Written on a new connection when the work lost its own. If there is none, the run will count as stopped."""
    went_well = not tally.failed and not tally.error
    ended = {
        "ended_at": clock.now(),
        "result": JobResult.SUCCEEDED if went_well else JobResult.FAILED,
        "rows_done": tally.done,
        "rows_failed": tally.failed,
        "error": tally.error[:300],
    }
    for _ in range(2):
        try:
            JobRun.objects.filter(pk=run.pk).update(**ended)  # it knows better than who took it for stopped
        except LOST:
            connection.close_if_unusable_or_obsolete()
        else:
            return
    log.error("end_of_run_not_written", job=run.name)
