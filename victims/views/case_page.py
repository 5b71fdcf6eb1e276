"""The case page: overview, timeline, sentence and dates. The header is the same on every tab."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from accounts.models import User
from cases.actions.supervision import name_offender_manager
from cases.models import Case
from cases.queries.calendar import working_calendar
from notifications.queries.in_hand import cards_with_notes
from notifications.queries.undelivered import undelivered_about
from victims.access import may_change_case, open_case_record, open_case_record_to_change
from victims.forms.offender_manager import OffenderManagerForm
from victims.queries.case_page import (
    key_dates,
    line_of,
    offender_manager_of,
    sentence_facts,
    urgent_sentence,
    victim_cards,
)
from victims.queries.request_lists import paused_on_case
from victims.queries.routing import units_of_case
from victims.queries.timeline import timeline_of
from victims.queries.victim_page import officers_in_the_case
from victims.rules.wording import URGENT_ADVICE
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest

TABS = (
    ("victims:case_page", "Overview"),
    ("victims:case_timeline", "Timeline"),
    ("victims:case_sentence", "Sentence and dates"),
)


@require_safe
def case_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.SEE_UNIT_CASES)
    case = open_case_record(request.user, reference, "Case page")
    today = clock.today()
    calendar = working_calendar()
    cards, dates = victim_cards(request.user, case, today, calendar), key_dates(case)
    points, today_x = line_of(case, cards, dates, today)
    urgent, reason = urgent_sentence([card.enrolment for card in cards], dates, today)
    supervision = offender_manager_of(case)
    units = units_of_case(request.user, case, supervision)
    context = {
        **_header(case, "victims:case_page"),
        "cards": cards_with_notes(cards, request.user, today, calendar),
        "next_card": next((card for card in cards if card.enrolment.next_due_on), None),
        "units": units,
        "is_ours": case.region_id == request.user.region_code or any(which.is_ours for which in units),
        "points": points,
        "today_x": today_x,
        "today": today,
        "urgent": urgent,
        "advice": URGENT_ADVICE.get(reason, ""),
        "supervision": supervision,
        "officers_in_the_case": officers_in_the_case(card.enrolment for card in cards),
        "recent": timeline_of(request.user, case)[:5],
        "paused": paused_on_case(request.user, case),
        "undelivered": undelivered_about(request.user, case, [card.enrolment for card in cards]),
        **_may(request.user),
    }
    return render(request, "victims/case_page.html", context)


@require_safe
def case_timeline(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.SEE_UNIT_CASES)
    case = open_case_record(request.user, reference, "Case timeline")
    context = {**_header(case, "victims:case_timeline"), "entries": timeline_of(request.user, case)}
    return render(request, "victims/case_timeline.html", context)


@require_safe
def case_sentence(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.SEE_UNIT_CASES)
    case = open_case_record(request.user, reference, "Sentence and dates")
    context = {
        **_header(case, "victims:case_sentence"),
        **sentence_facts(case),
        "may_change": request.user.may(Capability.CHANGE_SENTENCE) and may_change_case(request.user, case),
        "dates": key_dates(case),
    }
    return render(request, "victims/case_sentence.html", context)


@require_http_methods(["GET", "POST"])
def name_offender_manager_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.NAME_OFFENDER_MANAGER)
    case = open_case_record_to_change(request.user, reference, "Record the offender manager")
    form = OffenderManagerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        officer = form.cleaned_data["officer"]
        name_offender_manager(case=case, officer=officer, by=request.user)
        messages.success(request, f"{officer.name} now sees this offender and can report events.")
        return redirect("victims:case_page", case.reference)
    return render(request, "victims/name_offender_manager.html", {"case": case, "form": form})


def _may(user: User) -> dict[str, bool]:
    return {
        "may_transfer": user.may(Capability.TRANSFER_CASES),
        "may_ask": user.may(Capability.CHASE_REFERRALS),
        "may_override": user.may(Capability.OVERRIDE_VERDICT),
        "may_record": user.may(Capability.RECORD_CONTACT),
        "may_allocate": user.may(Capability.ALLOCATE),
        "may_settle": user.may(Capability.SETTLE_MESSAGES),
        "may_change": user.may(Capability.NAME_OFFENDER_MANAGER),
    }


def _header(case: Case, current: str) -> dict[str, Any]:
    tabs = [
        {"text": text, "url": reverse(name, args=[case.reference]), "current": name == current} for name, text in TABS
    ]
    return {"case": case, "tabs": tabs}
