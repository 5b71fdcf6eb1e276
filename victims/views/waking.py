"""Wake a worker for a file somebody brought. When the broker is away the work waits: its state is in the database."""

from __future__ import annotations

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def send_task(task: str, key: str) -> None:
    try:
        current_app.send_task(task, args=[key], retry=False)
    except OperationalError as error:
        log.warning("import.worker_not_woken", task=task, key=key, error=str(error))


def wake(job: str) -> None:
    """Wake a job of the timetable now. It comes by itself too, so nothing is lost when the broker is away."""
    try:
        current_app.send_task(job, retry=False)
    except OperationalError as error:
        log.warning("job.worker_not_woken", task=job, error=str(error))
