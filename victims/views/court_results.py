"""Court results: the unit's list by what became of them, one result, and deciding one that is held."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.courts import named_courts
from victims.access import get_court_result
from victims.enums import ResultState
from victims.forms.court_results import HeldResultForm
from victims.intake.court_candidates import people_beside
from victims.intake.court_deciding import PERSON, decide_result, refuse_decided
from victims.intake.court_received import received_cells
from victims.queries.court_results import (
    SHOWN,
    TILES,
    court_results_of,
    numbers_by_state,
    opens_case_of,
    rows_of,
    waiting_beside,
)
from victims.views.pages import page_of
from vlu.lib.typing import AuthedRequest


@require_safe
def court_results(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    page = page_of(request, court_results_of(request.user, shown))
    context = {
        **page,
        "rows": rows_of(page["rows"]),
        "tiles": _tiles(numbers_by_state(request.user)),
        "shown": shown,
        "title": SHOWN[shown],
        "choices": SHOWN.items(),
    }
    return render(request, "victims/court_results.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def court_result(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    result = get_court_result(request.user, reference)
    context: dict[str, Any] = {"result": result, "row": rows_of([result])[0], "cells": received_cells(result)}
    if result.state != ResultState.HELD:
        if request.method == "POST":
            refuse_decided()
        context["opens_case"] = opens_case_of(request.user, result)
        return render(request, "victims/court_result.html", context)
    people = people_beside(request.user, result)
    beside = waiting_beside(request.user, result).count()
    form = HeldResultForm(request.POST or None, result=result, people=people, courts=named_courts(), beside=beside)
    if request.method == "POST" and form.is_valid():
        decided = decide_result(result=result, ruling=form.ruling(), by=request.user)
        if decided.state == ResultState.HELD:
            messages.warning(request, f"Recorded. Result {decided.result_id} still waits: see why on its page.")
        else:
            outcome = decided.get_state_display()
            messages.success(request, f"Result {decided.result_id}: {outcome[0].lower()}{outcome[1:]}.")
        return redirect(f"{reverse('victims:court_results')}?show=held")
    context |= {"people": people, "form": form, "asks_who": bool(PERSON & set(result.hold_reasons))}
    return render(request, "victims/court_result_held.html", context)


def _tiles(numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "number": numbers.get(shown, 0),
            "words": SHOWN[shown].lower(),
            "url": f"?show={shown}",
            "late": shown == ResultState.HELD and numbers.get(shown, 0) > 0,
        }
        for shown in TILES
    ]
