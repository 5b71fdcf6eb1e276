"""The calendar: a month of key dates and clocks, and the feed that a person's own calendar reads by a secret link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.actions.calendar_links import make_calendar_link, note_use, stop_calendar_link
from accounts.enums import Capability
from accounts.models import User
from accounts.queries.calendar_links import get_calendar_link, link_of
from accounts.sign_in import address_of
from cases.queries.calendar import working_calendar
from victims.queries.calendar import CalendarOf, feed_entries
from victims.queries.calendar_month import WEEKDAYS, calendar_month, officers_of_unit
from victims.rules.calendar_words import FEED_NAME
from victims.rules.icalendar import icalendar
from victims.rules.month import month_of, month_written
from vlu.lib import clock
from vlu.lib.addresses import address_outside
from vlu.lib.typing import AuthedRequest


@require_safe
def calendar(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_CALENDAR)
    today, of_unit = clock.today(), not request.user.may(Capability.WORK_CASELOAD)
    month = month_written(request.GET.get("month", ""), today)
    officers = officers_of_unit(request.user) if of_unit else []
    officer = _chosen(request, officers)
    context = {
        "today": today,
        "this_month": month_of(today),
        "page": calendar_month(CalendarOf(request.user, officer), month, today, working_calendar()),
        "weekdays": WEEKDAYS,
        "of_unit": of_unit,
        "officers": officers,
        "officer": officer,
    }
    return render(request, "victims/calendar.html", context)


def _chosen(request: AuthedRequest, officers: list[User]) -> User | None:
    asked = request.GET.get("officer", "")
    return next((officer for officer in officers if officer.reference == asked), None)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_link(request: AuthedRequest) -> HttpResponse:
    """The page says what a new link does to the old one before anybody presses. The answer is never kept, so that the
    secret is seen once."""
    require(request.user, Capability.SEE_CALENDAR)
    if request.method == "POST":
        address = address_outside("victims:calendar_feed", make_calendar_link(by=request.user))
        return render(request, "victims/calendar_link_made.html", {"address": address})
    context = {"link": link_of(request.user), "of_unit": not request.user.may(Capability.WORK_CASELOAD)}
    return render(request, "victims/calendar_link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def stop_calendar_link_page(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_CALENDAR)
    if request.method == "POST":
        stop_calendar_link(by=request.user)
        messages.success(request, "Your calendar link is stopped. Nobody can read anything by it now.")
        return redirect("victims:calendar_link")
    return render(request, "victims/calendar_link_stop.html", {"link": link_of(request.user)})


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """For calendar programs, which cannot sign in: references only, and nothing anybody on the way may keep."""
    link, today = get_calendar_link(secret, address_of(request)), clock.today()
    note_use(link, today)
    content = icalendar(FEED_NAME, feed_entries(link.person, today), clock.now())
    headers = {
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "Content-Disposition": 'inline; filename="calendar.ics"',
    }
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
