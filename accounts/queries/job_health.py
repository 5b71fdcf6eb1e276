"""How background work is doing: the last run of each job of the timetable, its last success, and whether it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from accounts.enums import JobResult
from accounts.models import JobRun
from vlu.lib import clock
from vlu.timetable import JOBS, TIMETABLE, Job

# One step through an index for each job and each question, however many runs are kept.
_SQL = """
    SELECT awaited.since, success.ended_at,
           latest.started_at, latest.ended_at, latest.result, latest.rows_done, latest.rows_failed, latest.error
    FROM unnest(%s::text[]) WITH ORDINALITY AS job (name, place)
    LEFT JOIN accounts_awaitedjob awaited ON awaited.name = job.name
    LEFT JOIN LATERAL (
        SELECT ended_at FROM accounts_jobrun
        WHERE name = job.name AND result = 'succeeded' ORDER BY ended_at DESC LIMIT 1
    ) success ON true
    LEFT JOIN LATERAL (
        SELECT * FROM accounts_jobrun
        WHERE name = job.name AND result <> 'skipped' ORDER BY started_at DESC LIMIT 1
    ) latest ON true
    ORDER BY job.place
"""


@dataclass(frozen=True)
class JobHealth:
    """A job and its latest run; the columns of the run are empty where there was none. `now` is when it was asked."""

    job: Job
    now: datetime
    awaited_since: datetime | None
    succeeded_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    recorded: str | None
    rows_done: int | None
    rows_failed: int | None
    error: str | None

    @property
    def result(self) -> JobResult | None:
        """A run without an end that is older than its time limit was stopped, though nothing has noted it yet."""
        if self.recorded is None or self.started_at is None:
            return None
        if self.recorded == JobResult.RUNNING and self.now - self.started_at > self.job.limit:
            return JobResult.STOPPED
        return JobResult(self.recorded)

    @property
    def is_late(self) -> bool:
        running = self.started_at if self.recorded == JobResult.RUNNING else None
        return self.job.is_late(
            self.now, awaited_since=self.awaited_since, succeeded=self.succeeded_at, running=running
        )

    @property
    def next_expected(self) -> datetime:
        return self.job.next_time(self.now, self.started_at)


def health_of_jobs() -> list[JobHealth]:
    """Every job of the timetable, in its order. One query."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [[job.name for job in TIMETABLE]])
        return [JobHealth(job, now, *row) for job, row in zip(TIMETABLE, cursor.fetchall(), strict=True)]


def late_jobs() -> list[Job]:
    """The jobs that have not succeeded for twice their interval. One query."""
    return [health.job for health in health_of_jobs() if health.is_late]


@dataclass(frozen=True)
class Failures:
    """Runs of one job that did not succeed in the same way. `last` is the newest, `since` when the first of them
    started; `done` and `not_done` are of all of them."""

    title: str
    last: JobRun
    since: datetime
    times: int
    done: int
    not_done: int


def last_failures(at_most: int) -> list[Failures]:
    """Of so many runs that did not succeed, of jobs that are still in the timetable, the newest first."""
    alike: dict[tuple[str, str, str], list[JobRun]] = {}
    for run in JobRun.objects.that_did_not_succeed().filter(name__in=JOBS)[:at_most]:
        alike.setdefault((run.name, run.result, run.error), []).append(run)
    return [
        Failures(
            title=JOBS[runs[0].name].title,
            last=runs[0],
            since=runs[-1].started_at,
            times=len(runs),
            done=sum(run.rows_done for run in runs),
            not_done=sum(run.rows_failed for run in runs),
        )
        for runs in alike.values()
    ]


def has_run_since(name: str, moment: datetime) -> bool:
    """Whether a run of the job began at that moment or later and is over, however it went."""
    under_way = (JobResult.RUNNING, JobResult.SKIPPED)  # one that is skipped leaves it to another
    return JobRun.objects.filter(name=name, started_at__gte=moment).exclude(result__in=under_way).exists()
