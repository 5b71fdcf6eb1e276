"""A witness care unit's referrals: the list, and one referral, which is first its confirmation and later its status."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.calendar import working_calendar
from victims.access import get_referral
from victims.queries.decisions_waiting import outcomes_for_referrer, referrals_with_news
from victims.queries.referral_progress import progress_of
from victims.queries.referrals import referrals_page, unfinished_drafts
from victims.queries.request_lists import waiting_for
from vlu.lib import clock
from vlu.lib.references import REFERENCE
from vlu.lib.typing import AuthedRequest


@require_safe
def my_referrals(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.REFER_VICTIM)
    page = referrals_page(
        request.user, older_than=_reference(request, "older"), newer_than=_reference(request, "newer")
    )
    context = {
        "page": page,
        "previous_url": f"?newer={page.newer}" if page.newer else "",
        "next_url": f"?older={page.older}" if page.older else "",
        "news": referrals_with_news(request.user),
        "drafts": len(unfinished_drafts(request.user)),
        "waiting": waiting_for(request.user, clock.today(), working_calendar()),
    }
    return render(request, "victims/my_referrals.html", context)


@require_safe
def referral(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.REFER_VICTIM)
    found = get_referral(request.user, reference)
    outcomes = outcomes_for_referrer(found)
    context = {
        "referral": found,
        "progress": progress_of(found),
        "just_sent": "sent" in request.GET,
        "outcomes": outcomes,
        "outcome_is_news": any(not told.is_read for told in outcomes),
    }
    return render(request, "victims/referral.html", context)


def _reference(request: AuthedRequest, name: str) -> str:
    """The place in the list the address names; the beginning for anything that is not a reference."""
    text = request.GET.get(name, "")
    return text if REFERENCE.match(text) else ""
