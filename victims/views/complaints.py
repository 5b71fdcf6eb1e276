"""Complaints: the list of a unit, recording one, and its next step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from victims.access import open_victim_record_to_change
from victims.actions.complaints import record_complaint, record_complaint_step
from victims.complaint_access import open_complaint
from victims.complaint_enums import ComplaintStep
from victims.forms.complaints import ComplaintForm, ComplaintStepForm
from victims.queries.complaint_facts import complaint_facts
from victims.queries.complaints import clocks_of_complaint, complaints_of_unit
from victims.rules.complaints import next_step
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.typing import AuthedRequest


@require_safe
def complaints(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.HANDLE_COMPLAINTS)
    today, ended = clock.today(), request.GET.get("show") == "ended"
    lines = complaints_of_unit(request.user, ended=ended, today=today, calendar=working_calendar())
    return render(request, "victims/complaints.html", {"lines": lines, "ended": ended, "today": today})


@require_http_methods(["GET", "POST"])
def add_complaint_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.HANDLE_COMPLAINTS)
    enrolment = open_victim_record_to_change(request.user, reference, "Record a complaint")
    form = ComplaintForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            complaint = record_complaint(enrolment=enrolment, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error("received_on", error.sentence)
        else:
            messages.success(request, f"Recorded as {complaint.reference}.")
            return redirect("victims:complaint", complaint.reference)
    return render(request, "victims/add_complaint.html", {"enrolment": enrolment, "form": form})


@require_safe
def complaint_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.HANDLE_COMPLAINTS)
    complaint = open_complaint(request.user, reference, "Complaint")
    context = {
        "complaint": complaint,
        "clocks": clocks_of_complaint(complaint, clock.today(), working_calendar()),
        "next_step": next_step(complaint_facts(complaint)),
        "withdrawn": ComplaintStep.WITHDRAWN,
    }
    return render(request, "victims/complaint.html", context)


@require_http_methods(["GET", "POST"])
def complaint_step_page(request: AuthedRequest, reference: str, step: str) -> HttpResponse:
    require(request.user, Capability.HANDLE_COMPLAINTS)
    complaint = open_complaint(request.user, reference, "Record a step of a complaint")
    if step not in ComplaintStep.values:
        raise NotFound
    form = ComplaintStepForm(request.POST or None, step=ComplaintStep(step), today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            record_complaint_step(complaint=complaint, step=step, by=request.user, **form.facts())
        except DomainError as error:
            form.add_error("happened_on", error.sentence)
        else:
            messages.success(request, "Recorded.")
            return redirect("victims:complaint", complaint.reference)
    context = {"complaint": complaint, "form": form, "step": ComplaintStep(step)}
    return render(request, "victims/complaint_step.html", context)
