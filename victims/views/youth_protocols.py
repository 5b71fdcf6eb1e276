"""The protocols between the unit and the youth offending teams of its region."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.enums import Capability
from victims.actions.youth_protocols import record_protocol
from victims.forms.youth_protocols import YouthProtocolForm
from victims.queries.youth_protocols import team_lines, teams_of
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@require_http_methods(["GET", "POST"])
def youth_protocols(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    today = clock.today()
    form = YouthProtocolForm(request.POST or None, teams=teams_of(request.user), today=today)
    if request.method == "POST" and form.is_valid():
        recorded = record_protocol(by=request.user, **form.cleaned_data)
        messages.success(request, f"Recorded for {recorded.team.name}.")
        return redirect("victims:youth_protocols")
    context = {"form": form, "lines": team_lines(request.user, today)}
    return render(request, "victims/youth_protocols.html", context)
