"""The manager's queue of cases without an officer, and the page where one is chosen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from victims.access import open_victim_record_to_change
from victims.actions.allocation import allocate
from victims.forms.allocation import AllocationForm
from victims.queries.allocation import allocation_queue, officers_of, others_on_case
from victims.queries.victim_page import clocks_of
from victims.views.pages import page_of
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@require_safe
def queue(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.ALLOCATE)
    today = clock.today()
    page = page_of(request, allocation_queue(request.user, today))
    return render(request, "victims/allocation_queue.html", {**page, "today": today, "calendar": working_calendar()})


@require_http_methods(["GET", "POST"])
def allocate_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.ALLOCATE)
    enrolment = open_victim_record_to_change(request.user, reference, "Allocate")
    form = AllocationForm(request.POST or None, region=enrolment.region_id)
    if request.method == "POST" and form.is_valid():
        officer = form.cleaned_data["officer"]
        allocate(enrolment=enrolment, officer=officer, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{enrolment.reference} is now with {officer.name}.")
        return redirect("victims:allocation_queue")
    today = clock.today()
    context = {
        "enrolment": enrolment,
        "form": form,
        "loads": officers_of(enrolment.region_id, today, enrolment),
        "others": others_on_case(request.user, enrolment),
        "clocks": clocks_of(enrolment, today, working_calendar()),
        "today": today,
    }
    return render(request, "victims/allocate.html", context)
