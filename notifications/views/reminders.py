"""The reminders page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from notifications.access import get_reminder
from notifications.actions.reading import mark_all_read, mark_read
from notifications.forms.reading import MarkAllReadForm
from notifications.queries.in_hand import reminders_with_notes
from notifications.queries.reminders import Place, reminders_of, unread_of
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest
from vlu.pages import place_url


@require_safe
def reminders(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.READ_REMINDERS)
    before, after = Place.parse(request.GET.get("before", "")), Place.parse(request.GET.get("after", ""))
    page = reminders_of(request.user, after=after, before=before)
    context = {
        "lines": reminders_with_notes(page.rows, request.user, clock.today(), working_calendar()),
        "unread": unread_of(request.user),
        "may_restrict": request.user.may(Capability.RESTRICT_ACCESS),
        "previous_url": place_url(request, "before", page.newer),
        "next_url": place_url(request, "after", page.older),
    }
    return render(request, "notifications/reminders.html", context)


@require_POST
def read_one(request: AuthedRequest, number: int) -> HttpResponseRedirect:
    require(request.user, Capability.READ_REMINDERS)
    mark_read(reminder=get_reminder(request.user, number))
    return redirect("notifications:reminders")


@require_POST
def read_all(request: AuthedRequest) -> HttpResponseRedirect:
    require(request.user, Capability.READ_REMINDERS)
    form = MarkAllReadForm(request.POST)
    if form.is_valid():
        marked = mark_all_read(up_to=form.cleaned_data["up_to"], by=request.user)
        messages.success(request, f"{marked} {'reminder' if marked == 1 else 'reminders'} marked as read")
    else:
        messages.error(request, "We could not tell which reminders you had seen. Look at the list and try again.")
    return redirect("notifications:reminders")
