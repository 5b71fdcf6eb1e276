"""Is this person eligible? Asked before anybody is told anything. Nothing is stored; the answers are in the address."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.queries.courts import named_courts
from cases.queries.offences import offences_matching
from victims.forms.eligibility import EligibilityForm
from victims.forms.referral import OffenceSearchForm
from victims.queries.draft_verdict import Judge, NoUnitForReferral, Sentenced
from victims.rules.referral_summary import words_of_sentence
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@require_safe
def check_eligibility(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.CHECK_ELIGIBILITY)
    form = eligibility_form(request.GET)
    context = {"form": form, "courts": form.courts, "query": request.GET.urlencode()}
    if form.is_bound and form.is_valid():
        context |= {"missing": form.missing} if form.missing else _answer(form, request)
        context["may_refer"] = request.user.may(Capability.REFER_VICTIM)
    return render(request, "victims/check_eligibility.html", context)


def eligibility_form(sent: QueryDict) -> EligibilityForm:
    """The page's form as the address fills it; empty for an address without answers."""
    search = OffenceSearchForm({"q": sent.get("q", "")})
    found = offences_matching(search.cleaned_data["q"]) if search.is_valid() else []
    return EligibilityForm(sent or None, found=found, today=clock.today(), courts=named_courts())


def _answer(form: EligibilityForm, request: AuthedRequest) -> dict[str, object]:
    answers, office = form.cleaned_data, request.user.organisation
    named = form.offence_named
    sentenced = Sentenced(
        code=named["code"],
        disposal=answers["disposal"],
        length=form.length,
        sentenced_on=answers["sentenced_on"],
        committed_on=answers["committed_on"],
    )
    try:
        judge = Judge([sentenced], answers["court"], office, clock.today())
    except NoUnitForReferral:
        return {"missing": ["the court, from the list: your force does not belong to one region"]}
    return {
        "verdict": judge.verdict([sentenced], answers["category"]),
        "because": [
            f"{named['label'] or named['code']}; {words_of_sentence(answers['disposal'], form.length).lower()}"
        ],
        "sentenced_on": answers["sentenced_on"],
    }
