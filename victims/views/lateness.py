"""Say why a clock was late."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.enums import Capability
from victims.access import open_victim_record_to_change
from victims.actions.lateness import record_lateness
from victims.forms.lateness import LatenessForm
from victims.queries.victim_decisions import lateness_of, reasons_for_lateness
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest


@require_http_methods(["GET", "POST"])
def lateness_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RECORD_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Say why it was late")
    form = LatenessForm(request.POST or None, reasons=reasons_for_lateness(clock.today()))
    if request.method == "POST" and form.is_valid():
        try:
            record_lateness(enrolment=enrolment, by=request.user, **form.facts())
        except DomainError as error:
            form.add_error("reason", error.sentence)
        else:
            messages.success(request, "Recorded. The target and the figures stay as they are.")
            return redirect("victims:victim_page", enrolment.reference)
    context = {"enrolment": enrolment, "form": form, "lateness": lateness_of(enrolment)}
    return render(request, "victims/lateness.html", context)
