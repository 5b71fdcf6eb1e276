"""Requests for a referral: the unit's list, one request, asking on a case, and how offices answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from victims.access import get_request, open_case_record_to_change
from victims.actions.chase_settings import change_chase_setting
from victims.actions.referral_requests import answer_request, open_request, withdraw_request
from victims.actions.request_figures import take_attainment
from victims.enums import RequestAnswer, RequestSource
from victims.forms.requests import AskForm, ChaseSettingForm, PeriodForm, WithdrawForm
from victims.queries.chasing import chase_settings
from victims.queries.request_attainment import OfficeAnswers, attainment
from victims.queries.request_lists import SHOWN, referrals_beside, referred_on_case, requests_of_unit, row_of, rows_of
from victims.rules.chase import ChaseDays
from victims.views.pages import page_of
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest

A_QUARTER = timedelta(days=91)


@require_safe
def requests(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.CHASE_REFERRALS)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    page = page_of(request, requests_of_unit(request.user, shown))
    rows = rows_of(page["rows"], clock.today(), working_calendar())
    context = {**page, "rows": rows, "shown": shown, "title": SHOWN[shown], "choices": SHOWN.items()}
    return render(request, "victims/requests.html", context)


@require_http_methods(["GET", "POST"])
def request_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.CHASE_REFERRALS)
    found = get_request(request.user, reference)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_request(request=found, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, f"Request {found.reference} is taken back. The office is asked no more.")
        return redirect("victims:requests")
    context = {
        "found": found,
        "row": row_of(found, clock.today(), working_calendar()),
        "beside": [] if found.answer else referrals_beside(request.user, found),
        "form": form,
    }
    return render(request, "victims/request.html", context)


@require_http_methods(["POST"])
def request_is_this(request: AuthedRequest, reference: str, enrolment: str) -> HttpResponse:
    """Somebody of the unit says that a person already referred is the one who was asked for."""
    require(request.user, Capability.CHASE_REFERRALS)
    found = get_request(request.user, reference)
    same = referred_on_case(request.user, found, enrolment)
    answer_request(request=found, answer=RequestAnswer.REFERRED, referral=same.referral, by=request.user)
    messages.success(request, f"Request {found.reference} is answered by {same.reference}.")
    return redirect("victims:requests")


@require_http_methods(["GET", "POST"])
def ask_for_referral(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.CHASE_REFERRALS)
    case = open_case_record_to_change(request.user, reference, "Ask for a referral")
    form = AskForm(request.POST or None, case=case, today=clock.today())
    if request.method == "POST" and form.is_valid():
        asked = open_request(case=case, source=RequestSource.UNIT_SEARCH, by=request.user, **form.cleaned_data)
        messages.success(request, f"Request {asked.reference} stands. {asked.organisation.name} is asked today.")
        return redirect("victims:request", asked.reference)
    return render(request, "victims/ask_for_referral.html", {"case": case, "form": form})


@require_safe
def request_attainment(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.CHASE_REFERRALS)
    form, offices = _attainment(request)
    return render(request, "victims/request_attainment.html", {"form": form, "offices": offices})


@require_safe
def request_attainment_file(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.CHASE_REFERRALS)
    form, offices = _attainment(request)
    if not form.is_valid():
        return render(request, "victims/request_attainment.html", {"form": form, "offices": []}, status=400)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    text = take_attainment(offices=offices, first=first, last=last, by=request.user)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="requests-{first}-{last}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
def chase_setting(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SET_RULES)
    today, known = clock.today(), chase_settings()
    form = ChaseSettingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        days = ChaseDays(answers.pop("reply_days"), answers.pop("second_day"), answers.pop("third_day"))
        change_chase_setting(days=days, by=request.user, **answers)
        messages.success(request, f"Saved for {answers['organisation'].name}. It holds for cases found from today.")
        return redirect("victims:chase_setting")
    current = [row for row in known.rows if row.valid_to is None or row.valid_to >= today]
    return render(request, "victims/chase_setting.html", {"form": form, "rows": current})


def _attainment(request: AuthedRequest) -> tuple[PeriodForm, list[OfficeAnswers]]:
    today = clock.today()
    form = PeriodForm(request.GET.dict(), since=today - A_QUARTER, today=today)
    if not form.is_valid():
        return form, []
    period: dict[str, Any] = form.cleaned_data
    return form, attainment(request.user, period["first"], period["last"], today, working_calendar())
