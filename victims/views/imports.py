"""Bring in a historic caseload file: choose it, see every fault or what is new, confirm, watch, and see the result."""

from __future__ import annotations

import csv
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from victims.access import get_import
from victims.actions.imports import confirm_import, set_import_aside, start_import
from victims.enums import ImportState
from victims.forms.imports import CaseloadFileForm
from victims.models import CaseloadImport
from victims.queries.imports import FAULTS_SHOWN, RUNNING, earlier_imports, faults_for_spreadsheet, progress_of
from victims.views.waking import send_task
from vlu.lib.typing import AuthedRequest

TASK_OF = {ImportState.CHECKING: "victims.check_import", ImportState.WRITING: "victims.write_import"}


@require_http_methods(["GET", "HEAD", "POST"])
def import_caseload(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    form = CaseloadFileForm(request.POST, request.FILES) if request.method == "POST" else CaseloadFileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = start_import(file_name=file.name or "", content=file.read(), by=request.user)
        _wake_worker(run)
        return redirect("victims:import_progress", run.key)
    return render(request, "victims/import_choose.html", {"form": form, "earlier": earlier_imports(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def import_progress(request: AuthedRequest, key: UUID) -> HttpResponse:
    """The page of one file. Posting to it wakes the worker again, or sets the file aside."""
    require(request.user, Capability.RUN_INTAKE)
    run = get_import(request.user, key)
    if request.method == "POST":
        if request.POST.get("do") == "set_aside":
            set_import_aside(run=run, by=request.user)
        else:
            _wake_worker(run)
        return redirect("victims:import_progress", run.key)
    if run.state in RUNNING:
        return render(request, "victims/import_running.html", {"run": run, "progress": progress_of(run)})
    page = render(request, f"victims/import_{run.state}.html", {"run": run, "faults": run.errors[:FAULTS_SHOWN]})
    if "HX-Request" in request.headers:
        page["HX-Refresh"] = "true"  # the part that refreshes itself gives way to this page
    return page


@require_POST
def import_confirm(request: AuthedRequest, key: UUID) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    run = confirm_import(run=get_import(request.user, key), by=request.user)
    _wake_worker(run)
    return redirect("victims:import_progress", run.key)


@require_safe
def import_errors(request: AuthedRequest, key: UUID) -> HttpResponse:
    """Every fault of a file, to open in a spreadsheet."""
    require(request.user, Capability.RUN_INTAKE)
    run = get_import(request.user, key)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faults-{run.reference}.csv"'
    csv.writer(response).writerows(faults_for_spreadsheet(run))
    return response


def _wake_worker(run: CaseloadImport) -> None:
    """After commit. When the broker is away the page says that nothing has started, and offers to try again."""
    if run.state in TASK_OF:
        transaction.on_commit(lambda: send_task(TASK_OF[ImportState(run.state)], str(run.key)))
