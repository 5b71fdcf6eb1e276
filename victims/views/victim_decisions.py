"""Record what somebody decided about contact, and take them back at one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.enums import Capability
from victims.access import open_victim_record_to_change
from victims.actions.victim_decisions import record_victim_decision, rejoin
from victims.enums import VictimDecisionKind
from victims.forms.victim_decisions import DecisionKindForm, VictimDecisionForm
from victims.models import Enrolment
from victims.queries.victim_decisions import answers_of, attempts_of, decisions_of, reasons_to_decline, wish_of
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest


@require_http_methods(["GET", "POST"])
def victim_decision_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RECORD_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Record their decision")
    asked = request.GET.get("kind", "")
    if asked not in VictimDecisionKind.values:
        choice = DecisionKindForm(request.GET if "kind" in request.GET else None)
        return render(request, "victims/choose_decision.html", _context(enrolment) | {"form": choice})
    kind = VictimDecisionKind(asked)
    answers, today = answers_of(enrolment), clock.today()
    reasons = reasons_to_decline(today)
    form = VictimDecisionForm(request.POST or None, kind=kind, answers=answers, reasons=reasons, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            record_victim_decision(enrolment=enrolment, by=request.user, **form.facts())
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Recorded: {kind.label.lower()}.")
            return redirect("victims:victim_page", enrolment.reference)
    attempts = attempts_of(enrolment) if kind == VictimDecisionKind.COULD_NOT_TRACE else []
    context = _context(enrolment) | {"form": form, "kind": kind, "attempts": attempts, "answers": answers}
    return render(request, "victims/record_decision.html", context)


@require_POST
def rejoin_press(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RECORD_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Record that they want contact")
    rejoin(enrolment=enrolment, by=request.user)
    messages.success(request, "Recorded: they want contact. What they have not been told is on the list again.")
    return redirect("victims:victim_page", enrolment.reference)


def _context(enrolment: Enrolment) -> dict[str, object]:
    return {"enrolment": enrolment, "wish": wish_of(enrolment), "decisions": decisions_of(enrolment)}
