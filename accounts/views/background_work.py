"""Whether the work that nobody starts by hand is being done, for administrators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from accounts.queries.job_health import health_of_jobs, last_failures
from vlu.lib.typing import AuthedRequest

RUNS_LOOKED_AT = 200


@require_safe
def background_work(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_BACKGROUND_WORK)
    jobs = health_of_jobs()
    context = {
        "jobs": sorted(jobs, key=lambda health: not health.is_late),  # those that need somebody first
        "late": [health for health in jobs if health.is_late],
        "failures": last_failures(RUNS_LOOKED_AT),
    }
    return render(request, "accounts/background_work.html", context)
