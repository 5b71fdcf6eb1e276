"""The tasks of the timetable: each is recorded, and none reports a success that was none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from celery import shared_task

from accounts.actions.job_runs import is_due, run_job
from vlu.lib.sweep import Counted
from vlu.timetable import JOBS


def beat_job(name: str) -> Callable[[Callable[[], Counted]], Any]:
    """Make the work of that name in the timetable a task, which ends after the time the timetable gives it.

    The task gives the number of rows done, None when it was not due or another run was at it. Raises what the work
    raises, and SomeRowsFailed. `by_hand` is for a person who does not ask whether it is due.
    """
    job = JOBS[name]

    def as_task(work: Callable[[], Counted]) -> Any:
        def task(*, by_hand: bool = False) -> int | None:
            if not (by_hand or is_due(job)):
                return None
            counted = run_job(name, work)
            if counted is None:
                return None
            counted.raise_if_any_failed(job.rows)
            return counted.tally().done

        task.__doc__ = work.__doc__
        return shared_task(name=name, time_limit=int(job.limit.total_seconds()))(task)

    return as_task
