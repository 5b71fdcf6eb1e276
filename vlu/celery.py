"""The Celery app, and beat from the timetable. Beat wakes work up; what is due is read from the database."""

from __future__ import annotations

import os

from celery import Celery

from vlu.timetable import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlu.settings")
app = Celery("vlu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A wake-up older than its interval is dropped, because the next one does its work.
app.conf.beat_schedule = {
    job.name: {
        "task": job.name,
        "schedule": job.woken_every.total_seconds(),
        "options": {"expires": job.woken_every.total_seconds()},
    }
    for job in TIMETABLE
}
