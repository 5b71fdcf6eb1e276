"""Limits and the checks of every clock, for administrators: change a limit from a day on, and see what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from victims.actions.limit_changes import LimitChange, change_limit, changed_version, may_be_switched_off
from victims.actions.recompute_runs import ask_for_recompute
from victims.clock_enums import RecomputeCause, RecomputeState
from victims.forms.limits import YES, LimitChangeForm
from victims.models import TimeLimit
from victims.queries.limit_effects import Effect, effect_of, proposed
from victims.queries.limit_lists import (
    changed_length,
    get_limit,
    get_recompute_run,
    length_in_full,
    limits_with_a_clock,
    recent_runs,
    versions_of,
)
from victims.views.waking import wake
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest


@require_safe
def limits_page(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SET_RULES)
    return render(request, "victims/limits.html", {"limits": limits_with_a_clock(clock.today())})


@require_http_methods(["GET", "HEAD", "POST"])
def change_limit_page(request: AuthedRequest, code: str) -> HttpResponse:
    """First what it would do, then, when that is confirmed, the change."""
    require(request.user, Capability.SET_RULES)
    today = clock.today()
    limit = get_limit(code, today)
    form = limit_form(request, limit)
    context = {"limit": limit, "length": length_in_full(limit), "form": form, "versions": versions_of(code)}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "change":
                run = change_limit(code=code, change=change_in(form), by=request.user)
                transaction.on_commit(lambda: wake("victims.recompute"))
                return redirect("victims:clock_check", run.key)
            context |= what_it_would_do(request, limit, form)
            return render(request, "victims/limit_effect.html", context)
        except DomainError as error:
            form.add_error(None, error.sentence)
    return render(request, "victims/limit_change.html", context)


def limit_form(request: AuthedRequest, limit: TimeLimit) -> LimitChangeForm:
    now = {"amount": limit.amount, "runs": YES if limit.runs else "no", "confidence": limit.confidence}
    may_be_off = may_be_switched_off(limit)
    return LimitChangeForm(request.POST or None, row=limit, may_be_off=may_be_off, today=clock.today(), initial=now)


def change_in(form: LimitChangeForm) -> LimitChange:
    said = form.cleaned_data
    return LimitChange(said["amount"], said["runs"] == YES, said["from_day"], said["source"], said["confidence"])


def effect_in(limit: TimeLimit, form: LimitChangeForm) -> Effect:
    """Raises what entering the change would raise."""
    change = change_in(form)
    row = changed_version(limit.code, change)
    changed = proposed(row, change.amount, runs=change.runs)
    return effect_of(row, changed, change.from_day, clock.today(), working_calendar())


def what_it_would_do(request: AuthedRequest, limit: TimeLimit, form: LimitChangeForm) -> dict[str, Any]:
    """Raises what entering the change would raise."""
    change = change_in(form)
    length = changed_length(limit, change.amount, runs=change.runs)
    effect = effect_in(limit, form)
    return {"effect": effect, "change": change, "changed_length": length, "sent": sent_with(request)}


def sent_with(request: AuthedRequest) -> list[tuple[str, str]]:
    """What was answered, to be sent again when it is confirmed."""
    return [(name, str(value)) for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "do"}]


@require_http_methods(["GET", "HEAD", "POST"])
def clock_checks(request: AuthedRequest) -> HttpResponse:
    """Every check of late. Posting asks for one now."""
    require(request.user, Capability.SET_RULES)
    if request.method == "POST":
        run = ask_for_recompute(cause=RecomputeCause.BY_HAND, by=request.user)
        transaction.on_commit(lambda: wake("victims.recompute"))
        return redirect("victims:clock_check", run.key)
    return render(request, "victims/clock_checks.html", {"runs": recent_runs()})


@require_safe
def clock_check(request: AuthedRequest, key: UUID) -> HttpResponse:
    """One check, which shows how far it is until it is done."""
    require(request.user, Capability.SET_RULES)
    run = get_recompute_run(key)
    page = render(request, "victims/clock_check.html", {"run": run, "is_done": run.state == RecomputeState.DONE})
    if run.state == RecomputeState.DONE and "HX-Request" in request.headers:
        page["HX-Refresh"] = "true"  # the part that refreshes itself gives way to this page
    return page
