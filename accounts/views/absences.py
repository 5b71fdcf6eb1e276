"""Leave and cover: who is away, who is told in their place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import get_absence, require
from accounts.actions.absences import CannotBeAway, CannotCover, cancel_absence, record_absence
from accounts.enums import Capability
from accounts.forms.absences import AbsenceForm
from accounts.queries.absences import absences_answered_for, covered_by, officers_who_may_cover
from vlu.lib import clock
from vlu.lib.dates import in_words
from vlu.lib.typing import AuthedRequest


@require_safe
def absences(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RECORD_ABSENCE)
    today = clock.today()
    lines = absences_answered_for(request.user, today)
    context = {
        "away_now": [line for line in lines if line.is_now],
        "away_next": [line for line in lines if not line.is_now],
        "covering": covered_by(request.user, today),
        "of_unit": request.user.may(Capability.ALLOCATE),
        "today": today,
    }
    return render(request, "accounts/absences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_absence_page(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RECORD_ABSENCE)
    officers = officers_who_may_cover(request.user.region_code or "")
    people = officers if request.user.may(Capability.ALLOCATE) else None
    form = AbsenceForm(request.POST or None, person=request.user, people=people, covers=officers)
    if request.method == "POST" and form.is_valid():
        try:
            absence = record_absence(**form.facts(), by=request.user)
        except CannotBeAway as error:
            form.add_error("first_day", error.sentence)
        except CannotCover as error:
            form.add_error("cover", error.sentence)
        else:
            told = f"{absence.cover.name} is" if absence.cover else "The managers are"
            days = f"{in_words(absence.first_day)} to {in_words(absence.last_day)}"
            messages.success(request, f"Saved. {told} told of the dates of {absence.person.name} from {days}.")
            return redirect("accounts:absences")
    return render(request, "accounts/record_absence.html", {"form": form, "of_unit": people is not None})


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_absence_page(request: AuthedRequest, number: int) -> HttpResponse:
    absence = get_absence(request.user, number)
    if request.method == "POST":
        cancel_absence(absence=absence, by=request.user)
        messages.success(request, f"Cancelled. {absence.person.name} is told of their own dates again.")
        return redirect("accounts:absences")
    return render(request, "accounts/cancel_absence.html", {"absence": absence, "today": clock.today()})
