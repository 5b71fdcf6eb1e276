"""Runs of background work, and what would break their rows (tests.architecture.broken_rows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from accounts.models import JobRun
from tests.access.world import World
from tests.factories.cases import NOW

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def _succeeded(_world: World) -> JobRun:
    return JobRun.objects.create(name="notifications.plan", started_at=NOW, ended_at=NOW, result="succeeded")


CHANGED: dict[str, Broken] = {
    "job_run_result_is_known": (_succeeded, {"result": "asleep"}),
    "job_run_has_an_end_once_it_ended": (_succeeded, {"ended_at": None}),
    "job_run_that_failed_rows_is_no_success": (_succeeded, {"rows_failed": 1}),
    "job_run_that_failed_says_of_what": (_succeeded, {"result": "failed"}),
}
