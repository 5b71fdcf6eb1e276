"""What waits for a manager's decision, and the pages where it is made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from victims.access import get_referral, open_victim_record_to_change
from victims.actions.discretion import decide_discretion, read_outcome, tell_outcome
from victims.actions.offering_again import decide_offer
from victims.forms.discretion import YES, DiscretionForm, OfferForm, OutcomeToldForm
from victims.queries.complaints import complaints_waiting
from victims.queries.decisions_waiting import (
    behind_a_restriction,
    criteria,
    decisions_about,
    offer_to_decide,
    offers_to_decide,
    outcomes_to_tell,
    reviews_due,
    standing_decision,
    to_decide,
    waiting_numbers,
)
from victims.queries.verdicts import waiting_verdicts
from victims.queries.victim_decisions import decisions_of, wish_of
from victims.queries.victim_page import referrers_words
from victims.views.pages import page_of
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest


@require_safe
def decisions_waiting(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.DECIDE_DISCRETION)
    today = clock.today()
    context = {
        **page_of(request, to_decide(request.user, today)),
        "today": today,
        "numbers": waiting_numbers(request.user, today),
        "offers": offers_to_decide(request.user),
        "reviews": reviews_due(request.user, today),
        "outcomes": outcomes_to_tell(request.user),
        "put_to_manager": waiting_verdicts(request.user),
        "restricted": behind_a_restriction(request.user),
        "complaints_due": complaints_waiting(request.user),
    }
    return render(request, "victims/decisions_waiting.html", context)


@require_http_methods(["GET", "POST"])
def decide_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.DECIDE_DISCRETION)
    enrolment = open_victim_record_to_change(request.user, reference, "Decide about discretionary contact")
    today = clock.today()
    decisions = decisions_about(enrolment)
    latest = decisions[0].pk if decisions else None
    form = DiscretionForm(request.POST or None, criteria=criteria(today), today=today, shows=latest)
    if request.method == "POST" and form.is_valid():
        decision = decide_discretion(enrolment=enrolment, by=request.user, **form.facts())
        messages.success(request, "Decided. The referrer reads the outcome on their referral page.")
        if decision.granted:
            return redirect("victims:decisions_waiting")
        return redirect("victims:tell_outcome", enrolment.reference)
    context = {
        "enrolment": enrolment,
        "form": form,
        "referrer_said": referrers_words(enrolment),
        "discretion": decisions,
    }
    return render(request, "victims/decide_discretion.html", context)


@require_http_methods(["GET", "POST"])
def tell_outcome_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.DECIDE_DISCRETION)
    enrolment = open_victim_record_to_change(request.user, reference, "Record that the referrer knows")
    decision = standing_decision(enrolment)
    form = OutcomeToldForm(request.POST or None, initial={"told_on": clock.today()}, shows=decision.pk)
    if request.method == "POST" and form.is_valid():
        how, told_on = form.cleaned_data["how"], form.cleaned_data["told_on"]
        try:
            tell_outcome(decision=decision, how=how, told_on=told_on, by=request.user)
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, "Recorded.")
            return redirect("victims:decisions_waiting")
    context = {"enrolment": enrolment, "form": form, "decision": decision}
    return render(request, "victims/tell_outcome.html", context)


@require_http_methods(["GET", "POST"])
def decide_offer_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.DECIDE_DISCRETION)
    enrolment = open_victim_record_to_change(request.user, reference, "Decide whether to offer contact again")
    deadline = offer_to_decide(enrolment)
    form = OfferForm(request.POST or None, shows=deadline.pk)
    if request.method == "POST" and form.is_valid():
        offer = form.cleaned_data["offer"] == YES
        decide_offer(deadline=deadline, offer=offer, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Decided." if not offer else "Decided. Their officer has the action now.")
        return redirect("victims:decisions_waiting")
    context = {
        "enrolment": enrolment,
        "form": form,
        "deadline": deadline,
        "wish": wish_of(enrolment),
        "decisions": decisions_of(enrolment),
    }
    return render(request, "victims/decide_offer.html", context)


@require_POST
def read_outcome_press(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.REFER_VICTIM)
    referral = get_referral(request.user, reference)
    seen = [int(key) for key in request.POST.getlist("seen") if key.isascii() and key.isdigit()]
    if read_outcome(referral=referral, seen=seen, by=request.user):
        messages.success(request, "Thank you. The unit sees that you have read it.")
    return redirect("victims:referral", referral.reference)
