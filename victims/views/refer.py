"""Refer in a few short pages. Each step is kept as it is answered, and can be changed until it is sent.

The offences are in refer_offences, the people in refer_people.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import require
from accounts.enums import Capability
from cases.queries.courts import named_courts
from victims.access import get_request
from victims.actions.referral_drafts import begin_draft, keep_answers, remove_draft
from victims.actions.referrals import submit_referral
from victims.forms.referral import SendForm
from victims.forms.referral_offender import OffenderForm
from victims.models import ReferralDraft
from victims.queries.referrals import unfinished_drafts
from victims.queries.request_answers import answers_of
from victims.rules.referral_content import Unfinished, offender_answers, offender_named, people_referred, unfinished
from victims.rules.referral_shape import OBJECTION, OFFENDER, known_so_far
from victims.rules.referral_summary import because_of, number_warnings, summary
from victims.views.eligibility import eligibility_form
from victims.views.refer_steps import address, before_people, of_a_draft, reads_and_writes, sent, verdicts
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.typing import AuthedRequest


@reads_and_writes
def refer_start(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.REFER_VICTIM)
    if request.method == "POST":
        draft = begin_draft(checked=_checked(request), by=request.user)
        return redirect("victims:refer_offender", draft.key)
    drafts = [(draft, address(draft.left_to_do, draft.key)) for draft in unfinished_drafts(request.user)]
    return render(request, "victims/referral_start.html", {"drafts": drafts})


def _checked(request: AuthedRequest) -> dict[str, dict[str, Any]]:
    """What a request says that is to be answered by the referral, or what was entered on the page that checks
    eligibility, when somebody comes from there."""
    if reference := request.GET.get("request"):
        return answers_of(get_request(request.user, reference))
    form = eligibility_form(request.GET)
    return form.checked() if form.is_bound and form.is_valid() else {}


@of_a_draft
def refer_offender(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    courts = named_courts()
    form = OffenderForm(
        sent(request),
        answers=draft.content.get(OFFENDER) or known_so_far(draft.content, OFFENDER),
        today=clock.today(),
        courts=courts,
        office=request.user.organisation,
    )
    if form.is_bound and form.is_valid():
        draft = keep_answers(draft=draft, step=OFFENDER, answers=form.kept(), by=request.user)
        left = before_people(draft)
        return redirect(address(left, draft.key) if left else reverse("victims:refer_verdict", args=[draft.key]))
    return render(request, "victims/referral_offender.html", {"draft": draft, "form": form, "courts": courts})


@of_a_draft
def refer_check(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    if (left := unfinished(draft.content)) is not None:
        return redirect(address(left, draft.key))
    found = verdicts(request, draft)
    if found.is_not_eligible and OBJECTION not in draft.content:
        return redirect("victims:refer_verdict", draft.key)
    form = SendForm(sent(request))
    if form.is_bound and (sending := _send(form, draft, request)) is not None:
        return sending
    sections = [(one, address(Unfinished(one.step, one.entry), draft.key)) for one in summary(draft.content)]
    context = {
        "draft": draft,
        "form": form,
        "sections": sections,
        "people": [(one, because_of(one.offences)) for one in found.people],
        "is_not_eligible": found.is_not_eligible,
        "sentenced_on": offender_answers(draft.content).sentenced_on,
        "objection": draft.content.get(OBJECTION),
        "warnings": number_warnings(draft.content, clock.today().year),
    }
    return render(request, "victims/referral_check.html", context)


def _send(form: SendForm, draft: ReferralDraft, request: AuthedRequest) -> HttpResponseRedirect | None:
    """To the confirmation; None, with the reason on the form, when it is refused."""
    try:
        referral = submit_referral(draft=draft, by=request.user)
    except NotFound:
        raise
    except DomainError as refused:
        form.add_error(None, refused.sentence)
        return None
    return redirect(f"{reverse('victims:referral', args=[referral.reference])}?sent=yes")


@of_a_draft
def refer_remove(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    if request.method == "POST":
        remove_draft(draft=draft, by=request.user)
        messages.success(request, "The draft was removed. Nothing was sent.")
        return redirect("victims:refer_start")
    name = " and ".join(people_referred(draft.content)) or offender_named(draft.content)
    return render(request, "victims/referral_remove.html", {"draft": draft, "name": name})
