"""The Celery app and the beat timetable as one table. Beat wakes work up; what is due is read from the database."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlu.settings")
app = Celery("vlu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# task name, every how many seconds; a wake-up older than its interval is dropped because the next one does its work
TIMETABLE: tuple[tuple[str, int], ...] = (
    ("notifications.plan", 60),
    ("notifications.remind", 60),
    ("notifications.outcomes", 60),
    ("notifications.offers", 60),
    ("notifications.chase", 300),
    ("notifications.drain", 15),
    ("accounts.seal_audit", 60),
    ("victims.return_to_queue", 300),
    ("victims.reassess", 60),
    ("victims.offer_again", 300),
    ("reports.count_months", 60),
    ("victims.compare_people", 60),
)
app.conf.beat_schedule = {
    name: {"task": name, "schedule": float(seconds), "options": {"expires": seconds}} for name, seconds in TIMETABLE
}
