"""Two things an officer may say about a date: remind me later, and I have this in hand."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.queries.calendar import working_calendar
from notifications.access import open_clock_to_put_off, open_clock_to_take
from notifications.actions.in_hand import acknowledge, snooze
from notifications.forms.in_hand import InHandForm, RemindLaterForm
from notifications.queries.in_hand import acknowledgement_of, in_hand_words, is_manager_of, stands
from notifications.rules.in_hand import days_to_wait_until, why_it_cannot_wait, why_it_is_not_taken
from victims.models import Deadline
from vlu.lib import clock
from vlu.lib.dates import in_words
from vlu.lib.typing import AuthedRequest
from vlu.lib.working_days import WorkingCalendar


@require_http_methods(["GET", "HEAD", "POST"])
def remind_later(request: AuthedRequest, reference: str, number: int) -> HttpResponse:
    deadline = open_clock_to_put_off(request.user, reference, number)
    today, calendar, due_on = clock.today(), working_calendar(), deadline.due_on
    days = days_to_wait_until(due_on, today, calendar)
    form = RemindLaterForm(request.POST or None, due_on=due_on, days=days)
    if request.method == "POST" and form.is_valid():
        row = snooze(deadline=deadline, target_date=due_on, by=request.user, **form.facts())
        told = f"You are not reminded of this before {in_words(row.until)}. It is due on {in_words(due_on)} as before."
        messages.success(request, told)
        return redirect("victims:case_page", deadline.enrolment.case.reference)
    context = {"clock": deadline, "form": form, "why_not": _cannot_wait(deadline, today, calendar)}
    return render(request, "notifications/remind_later.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def say_in_hand(request: AuthedRequest, reference: str, number: int) -> HttpResponse:
    deadline = open_clock_to_take(request.user, reference, number)
    form = InHandForm(request.POST or None, due_on=deadline.due_on)
    if request.method == "POST" and form.is_valid():
        acknowledge(deadline=deadline, target_date=deadline.due_on, note=form.cleaned_data["note"], by=request.user)
        messages.success(
            request, "Saved. No further reminder that this is overdue goes to anybody, unless the date moves."
        )
        return redirect("victims:case_page", deadline.enrolment.case.reference)
    manager, first = is_manager_of(request.user, deadline.enrolment), acknowledgement_of(deadline)
    why_not = why_it_is_not_taken(
        deadline.kind, deadline.due_on, clock.today(), stands=stands(deadline), manager=manager
    )
    context = {"clock": deadline, "form": form, "why_not": f"{in_hand_words(first)}." if first else why_not}
    return render(request, "notifications/say_in_hand.html", context)


def _cannot_wait(deadline: Deadline, today: date, calendar: WorkingCalendar) -> str:
    urgent = bool(deadline.enrolment.urgent_from and deadline.enrolment.urgent_from <= today)
    return why_it_cannot_wait(deadline.kind, deadline.due_on, today, calendar, stands=stands(deadline), urgent=urgent)
