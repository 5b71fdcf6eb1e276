"""Bring in a file: choose it, see every fault and what is new, confirm, watch, see the result. One set of pages for
caseload files and for court results (victims.views.kinds_of_file says what differs)."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from victims.actions.brought_files import confirm_file, set_file_aside
from victims.enums import ImportState
from victims.forms.brought_files import BroughtFileForm
from victims.queries.imports import (
    FAULTS_SHOWN,
    RUNNING,
    faults_for_spreadsheet,
    new_rows_of,
    numbers_of,
    progress_of,
)
from victims.views.kinds_of_file import FileKind
from victims.views.waking import send_task
from vlu.lib.typing import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
def choose_file(request: AuthedRequest, kind: FileKind) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BroughtFileForm(*given, label=kind.label, rows=kind.rows)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        file = kind.start(file_name=content.name or "", content=content.read(), by=request.user)
        if file.state == ImportState.CHECKING:
            _wake_worker(kind, file)
        else:
            messages.info(request, "Your unit has brought this very file before. This is what became of it.")
        return redirect(kind.page, file.key)
    context = {"form": form, "kind": kind, "earlier": kind.earlier(request.user)}
    return render(request, "victims/file_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def brought_file(request: AuthedRequest, kind: FileKind, key: UUID) -> HttpResponse:
    """The page of one file. Posting to it wakes the worker again, or sets the file aside."""
    require(request.user, Capability.RUN_INTAKE)
    file = kind.get(request.user, key)
    if request.method == "POST":
        if request.POST.get("do") == "set_aside":
            set_file_aside(file=file, by=request.user)
        else:
            _wake_worker(kind, file)
        return redirect(kind.page, file.key)
    context = {"file": file, "kind": kind, "new": new_rows_of(file)}
    if file.state in RUNNING:
        return render(request, "victims/file_running.html", {**context, "progress": progress_of(file)})
    context |= {"numbers": numbers_of(file), "faults": file.errors[:FAULTS_SHOWN], "faults_in_all": len(file.errors)}
    page = render(request, f"victims/file_{file.state}.html", context)
    if "HX-Request" in request.headers:
        page["HX-Refresh"] = "true"  # the part that refreshes itself gives way to this page
    return page


@require_POST
def confirm_brought_file(request: AuthedRequest, kind: FileKind, key: UUID) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    file = confirm_file(file=kind.get(request.user, key), by=request.user)
    _wake_worker(kind, file)
    return redirect(kind.page, file.key)


@require_safe
def faults_of_file(request: AuthedRequest, kind: FileKind, key: UUID) -> HttpResponse:
    """Every fault of a file, to open in a spreadsheet."""
    require(request.user, Capability.RUN_INTAKE)
    file = kind.get(request.user, key)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faults-{file.reference}.csv"'
    csv.writer(response).writerows(faults_for_spreadsheet(file))
    return response


def _wake_worker(kind: FileKind, file: Any) -> None:
    """After commit. When the broker is away the page says that nothing has started, and offers to try again."""
    task = {ImportState.CHECKING: kind.checks, ImportState.WRITING: kind.writes}.get(file.state)
    if task is not None:
        transaction.on_commit(lambda: send_task(task, str(file.key)))
