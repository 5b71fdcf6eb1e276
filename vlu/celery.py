"""The Celery app, and beat from the timetable. Beat wakes work up; what is due is read from the database."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from celery import Celery

from vlu.timetable import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlu.settings")
app = Celery("vlu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Beat that starts for the first time wakes everything, and does not wait an interval before it begins.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# A wake-up older than its interval is dropped, because the next one does its work.
app.conf.beat_schedule = {
    job.name: {
        "task": job.name,
        "schedule": job.woken_every.total_seconds(),
        "last_run_at": NEVER,
        "options": {"expires": job.woken_every.total_seconds()},
    }
    for job in TIMETABLE
}
