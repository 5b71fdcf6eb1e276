"""Bring in a file of court results: choose it, see every fault and what is new, confirm, watch, see the result."""

from __future__ import annotations

import csv
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from victims.access import get_court_file
from victims.actions.court_files import confirm_court_file, set_court_file_aside, start_court_file
from victims.enums import ImportState
from victims.forms.court_results import CourtFileForm
from victims.models import CourtResultFile
from victims.queries.court_results import files_of
from victims.queries.imports import FAULTS_SHOWN, RUNNING, faults_for_spreadsheet, progress_of
from victims.views.waking import send_task
from vlu.lib.typing import AuthedRequest

TASK_OF = {ImportState.CHECKING: "victims.check_court_results", ImportState.WRITING: "victims.write_court_results"}


@require_http_methods(["GET", "HEAD", "POST"])
def bring_court_results(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    form = CourtFileForm(request.POST, request.FILES) if request.method == "POST" else CourtFileForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        file = start_court_file(file_name=given.name or "", content=given.read(), by=request.user)
        if file.state == ImportState.CHECKING:
            _wake_worker(file)
        else:
            messages.info(request, "Your unit has brought this very file before. This is what became of it.")
        return redirect("victims:court_file", file.key)
    return render(request, "victims/court_file_choose.html", {"form": form, "earlier": files_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def court_file(request: AuthedRequest, key: UUID) -> HttpResponse:
    """The page of one file. Posting to it wakes the worker again, or sets the file aside."""
    require(request.user, Capability.RUN_INTAKE)
    file = get_court_file(request.user, key)
    if request.method == "POST":
        if request.POST.get("do") == "set_aside":
            set_court_file_aside(file=file, by=request.user)
        else:
            _wake_worker(file)
        return redirect("victims:court_file", file.key)
    if file.state in RUNNING:
        return render(request, "victims/court_file_running.html", {"file": file, "progress": progress_of(file)})
    context = {"file": file, "faults": file.errors[:FAULTS_SHOWN], "faults_in_all": len(file.errors)}
    page = render(request, f"victims/court_file_{file.state}.html", context)
    if "HX-Request" in request.headers:
        page["HX-Refresh"] = "true"  # the part that refreshes itself gives way to this page
    return page


@require_POST
def court_file_confirm(request: AuthedRequest, key: UUID) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    file = confirm_court_file(file=get_court_file(request.user, key), by=request.user)
    _wake_worker(file)
    return redirect("victims:court_file", file.key)


@require_safe
def court_file_faults(request: AuthedRequest, key: UUID) -> HttpResponse:
    """Every fault of a file, to open in a spreadsheet."""
    require(request.user, Capability.RUN_INTAKE)
    file = get_court_file(request.user, key)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faults-{file.reference}.csv"'
    csv.writer(response).writerows(faults_for_spreadsheet(file))
    return response


def _wake_worker(file: CourtResultFile) -> None:
    """After commit. When the broker is away the page says that nothing has started, and offers to try again."""
    if file.state in TASK_OF:
        transaction.on_commit(lambda: send_task(TASK_OF[ImportState(file.state)], str(file.key)))
