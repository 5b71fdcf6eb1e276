"""Pages of the project itself: the way home, health, and the page for a session that is over."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from accounts.enums import Role
from accounts.queries.job_health import late_jobs
from vlu.lib.typing import AuthedRequest

HOME_OF = {
    Role.VLO: "victims:my_work",
    Role.VAO: "victims:unit_queue",
    Role.MANAGER: "victims:manager_home",
    Role.WCO: "victims:my_referrals",
    Role.WCU_SUPERVISOR: "victims:my_referrals",
    Role.WCU_HEAD: "victims:my_referrals",
    Role.YOT_WORKER: "victims:my_referrals",
    Role.OFFENDER_MANAGER: "cases:people_i_manage",
    Role.HEAD: "reports:targets",
    Role.ADMIN: "accounts:people",
}


@require_safe
def home(request: AuthedRequest) -> HttpResponseRedirect:
    """Everyone has one first page: the work their role comes for."""
    return redirect(HOME_OF[Role(request.user.role)])


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and is migrated, Redis answers, no background work is late. Otherwise 503 and the part.

    Late jobs are named, and nothing of what they work on.
    """
    late = _late_jobs()
    parts = {"database": late is not None, "redis": _redis_is_ready(), "background_work": late == []}
    return JsonResponse({**parts, "late": late or []}, status=200 if all(parts.values()) else 503)


def _late_jobs() -> list[str] | None:
    """Their names; None while the database cannot be asked."""
    try:
        return [job.name for job in late_jobs()] if _is_migrated() else None
    except (DatabaseError, InterfaceError):
        return None


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _redis_is_ready() -> bool:
    try:
        cache.get("ready")
    except RedisError:
        return False
    return True


@login_not_required
def session_over(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Shown when a form was open so long that its session ended."""
    return render(request, "session_over.html", status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Stands on its own: no database, no navigation; the number is in the logs."""
    page = loader.render_to_string("500.html", {"request_id": getattr(request, "request_id", "")})
    return HttpResponse(page, status=500)
