"""An office answers a request for a referral: signed in, or by the signed link its inbox was sent."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from accounts.sign_in import address_of
from cases.queries.calendar import working_calendar
from victims.access import get_request
from victims.actions.referral_requests import answer_by_link, answer_request
from victims.forms.requests import AnswerForm
from victims.queries.answer_links import get_linked_request, open_link
from victims.queries.request_lists import referrals_to_name, row_of, rows_of, waiting_for
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@require_safe
def my_requests(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.ANSWER_REQUESTS)
    rows = waiting_for(request.user, clock.today(), working_calendar())
    return render(request, "victims/my_requests.html", {"waiting": rows})


@require_http_methods(["GET", "POST"])
def answer_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.ANSWER_REQUESTS)
    found = get_request(request.user, reference)
    form = AnswerForm(request.POST or None, referrals=referrals_to_name(request.user))
    if request.method == "POST" and form.is_valid():
        answer, note = form.cleaned_data["answer"], form.cleaned_data["note"]
        answer_request(request=found, answer=answer, note=note, referral=form.referral, by=request.user)
        messages.success(request, f"Thank you. Request {found.reference} is answered.")
        return redirect("victims:my_referrals")
    row = row_of(found, clock.today(), working_calendar())
    return render(request, "victims/answer_request.html", {"found": found, "row": row, "form": form})


@require_safe
@never_cache
@login_not_required
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link was for: the one request, or the list of those that still stand."""
    link = open_link(token, address_of(request))
    standing = link.rows
    if len(standing) == 1:
        return redirect("victims:answer_linked", token, standing[0].reference)
    rows = rows_of(standing, clock.today(), working_calendar())
    context = {"link": link, "rows": rows, "token": token}
    return render(request, "victims/answer_link.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@login_not_required
def answer_linked(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    """Opening it changes nothing, since scanners of mail open links too; only the form answers."""
    link = open_link(token, address_of(request))
    found = get_linked_request(link, reference)
    form = AnswerForm(request.POST or None, referrals=link.referrals)
    if request.method == "POST" and form.is_valid():
        answer, note = form.cleaned_data["answer"], form.cleaned_data["note"]
        answer_by_link(request=found, answer=answer, note=note, referral=form.referral, inbox=link.inbox)
        context = {"found": found, "more": len(link.rows), "token": token}
        return render(request, "victims/answered_by_link.html", context)
    row = row_of(found, clock.today(), working_calendar())
    context = {"link": link, "found": found, "row": row, "form": form, "token": token}
    return render(request, "victims/answer_linked.html", context)
