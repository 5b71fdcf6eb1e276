"""Restricted cases: who may open them, decided by a manager who sees references and reasons only (decision 0020)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from victims.access import open_case_record, open_victim_record_to_change
from victims.actions.access_grants import end_access, grant_access
from victims.actions.allocation import allocate
from victims.actions.both_sides import lift_restriction, restrict_record
from victims.forms.restricted import LetInForm, LiftForm, RestrictForm
from victims.queries.restricted import get_restricted, line_of, lines_of, person_let_in, restricted_cases
from victims.views.pages import page_of
from vlu.lib.typing import AuthedRequest


@require_safe
def restricted_list(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RESTRICT_ACCESS)
    page = page_of(request, restricted_cases(request.user))
    return render(request, "victims/restricted_cases.html", {**page, "rows": lines_of(page["rows"])})


@require_http_methods(["GET", "POST"])
def restricted_case(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RESTRICT_ACCESS)
    enrolment = get_restricted(request.user, reference)
    form = LetInForm(request.POST or None, region=enrolment.region_id)
    if request.method == "POST" and form.is_valid():
        person, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
        if form.cleaned_data["allocate"]:
            allocate(enrolment=enrolment, officer=person, reason=reason, by=request.user)
        else:
            grant_access(enrolment=enrolment, person=person, reason=reason, by=request.user)
        messages.success(request, f"{person.name} may open {enrolment.reference} now.")
        return redirect("victims:restricted_case", enrolment.reference)
    return render(request, "victims/restricted_case.html", {"row": line_of(enrolment), "form": form})


@require_POST
def end_access_view(request: AuthedRequest, reference: str, person: str) -> HttpResponseRedirect:
    require(request.user, Capability.RESTRICT_ACCESS)
    enrolment = get_restricted(request.user, reference)
    somebody = person_let_in(enrolment, person)
    end_access(enrolment=enrolment, person=somebody, by=request.user)
    messages.success(request, f"{somebody.name} cannot open {enrolment.reference} any more.")
    return redirect("victims:restricted_case", enrolment.reference)


@require_http_methods(["GET", "POST"])
def lift_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RESTRICT_ACCESS)
    enrolment = get_restricted(request.user, reference)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lift_restriction(enrolment=enrolment, by=request.user, **form.cleaned_data)
        messages.success(request, f"{enrolment.reference} is open to its unit again.")
        return redirect("victims:restricted_cases")
    return render(request, "victims/lift_restriction.html", {"row": line_of(enrolment), "form": form})


@require_http_methods(["GET", "POST"])
def restrict_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RESTRICT_ACCESS)
    enrolment = open_victim_record_to_change(request.user, reference, "Restrict who may open it")
    form = RestrictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        named = form.cleaned_data["case_reference"].strip()
        case = open_case_record(request.user, named, "Restrict who may open a record") if named else None
        reason, offender = form.cleaned_data["reason"], case.offender if case else None
        restrict_record(enrolment=enrolment, reason=reason, offender=offender, by=request.user)
        messages.success(request, f"{enrolment.reference} is restricted. Now say who may open it.")
        return redirect("victims:restricted_case", enrolment.reference)
    return render(request, "victims/restrict_record.html", {"enrolment": enrolment, "form": form})
