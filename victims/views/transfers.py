"""Offers between units: what is offered to us and by us, one offer and its answer, and where somebody lives."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from victims.access import get_open_offer, open_victim_record, open_victim_record_to_change
from victims.actions.transfers import (
    accept_transfer,
    decline_transfer,
    offer_transfer,
    record_home_region,
    withdraw_transfer,
)
from victims.forms.transfers import ACCEPT, AnswerForm, HomeRegionForm, OfferForm
from victims.queries.case_page import offender_manager_of
from victims.queries.routing import unit_of
from victims.queries.transfers import answered_offers, living_elsewhere, open_offers
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest

reads_and_writes = require_http_methods(["GET", "POST"])


@require_safe
def transfers(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.TRANSFER_CASES)
    today = clock.today()
    context = {
        "offers": open_offers(request.user, today, working_calendar()),
        "elsewhere": living_elsewhere(request.user),
        "answered": answered_offers(request.user, today),
    }
    return render(request, "victims/transfers.html", context)


@reads_and_writes
def offer_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.TRANSFER_CASES)
    enrolment = open_victim_record_to_change(request.user, reference, "Offer to another unit")
    form = OfferForm(
        request.POST or None, own_region=enrolment.region_id, initial={"to_region": enrolment.home_region_id}
    )
    if request.method == "POST" and form.is_valid():
        offer = offer_transfer(enrolment=enrolment, by=request.user, **form.cleaned_data)
        messages.success(request, f"Offered to {offer.to_region.name}. Until they accept, it stays with your unit.")
        return redirect("victims:transfers")
    which = unit_of(request.user, enrolment, offender_manager_of(enrolment.case))
    return render(request, "victims/offer_transfer.html", {"enrolment": enrolment, "form": form, "which": which})


@reads_and_writes
def answer_page(request: AuthedRequest, reference: str) -> HttpResponse:
    """One open offer. The unit asked accepts or declines; the unit that made it may withdraw."""
    require(request.user, Capability.TRANSFER_CASES)
    offer = get_open_offer(request.user, reference)
    is_asked = offer.to_region_id == request.user.region_code
    form = AnswerForm(request.POST or None)
    if is_asked and request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == ACCEPT:
            accept_transfer(offer=offer, by=request.user)
            messages.success(request, f"{reference} is now your unit’s. Allocate it to an officer.")
            return redirect("victims:allocate", reference)
        decline_transfer(offer=offer, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, f"Declined. {reference} stays with {offer.from_region.name}.")
        return redirect("victims:transfers")
    enrolment = open_victim_record(request.user, reference, "Offer between units")
    which = unit_of(request.user, enrolment, offender_manager_of(enrolment.case))
    context = {"offer": offer, "enrolment": enrolment, "form": form, "is_asked": is_asked, "which": which}
    return render(request, "victims/answer_transfer.html", context)


@require_POST
def withdraw(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.TRANSFER_CASES)
    offer = get_open_offer(request.user, reference)
    withdraw_transfer(offer=offer, by=request.user)
    messages.success(request, f"The offer of {reference} to {offer.to_region.name} is withdrawn.")
    return redirect("victims:transfers")


@reads_and_writes
def home_region_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.CHANGE_SAFE_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Record where they live")
    form = HomeRegionForm(request.POST or None, initial={"home_region": enrolment.home_region_id})
    if request.method == "POST" and form.is_valid():
        record_home_region(enrolment=enrolment, home_region=form.cleaned_data["home_region"], by=request.user)
        messages.success(request, "Saved.")
        return redirect("victims:victim_page", enrolment.reference)
    return render(request, "victims/home_region.html", {"enrolment": enrolment, "form": form})
