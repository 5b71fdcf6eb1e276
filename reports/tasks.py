"""Wake-ups. What is stale is read from the database; a lost or doubled wake-up changes nothing."""

from __future__ import annotations

from celery import shared_task

from reports.actions.month_figures import count_months as count


@shared_task(name="reports.count_months", time_limit=900)
def count_months() -> None:
    count()
