"""Court results: the unit's list by what became of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from victims.access import get_court_result
from victims.enums import ResultState
from victims.intake.court_received import received_cells
from victims.queries.court_results import SHOWN, TILES, court_results_of, numbers_by_state, rows_of
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


@require_safe
def court_result(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    result = get_court_result(request.user, reference)
    context = {"result": result, "row": rows_of([result])[0], "cells": received_cells(result)}
    return render(request, "victims/court_result.html", context)


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
