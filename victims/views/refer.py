"""Refer a victim in a few short pages. Each step is kept as it is answered, and can be changed until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.enums import Capability
from cases.queries.courts import named_courts
from cases.queries.offences import offences_matching
from victims.access import get_draft
from victims.actions.referral_drafts import begin_draft, keep_answers, remove_draft
from victims.actions.referrals import submit_referral
from victims.forms.referral import ObjectionForm, OffenceForm, OffenceSearchForm, SendForm
from victims.forms.referral_offender import OffenderForm
from victims.forms.referral_victim import VictimForm
from victims.models import ReferralDraft
from victims.queries.draft_verdict import DraftVerdict, verdict_on
from victims.queries.referrals import referral_sent_from, unfinished_drafts
from victims.rules.referral_content import (
    OBJECTION,
    OFFENCE,
    OFFENDER,
    VICTIM,
    known_so_far,
    offence_is_after_sentence,
    offender_answers,
    offender_named,
    person_referred,
    unfinished_step,
)
from victims.rules.referral_summary import number_warnings, sentence_in_words, summary
from victims.views.eligibility import eligibility_form
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.typing import AuthedRequest

ADDRESS_OF = {OFFENDER: "victims:refer_offender", OFFENCE: "victims:refer_offence", VICTIM: "victims:refer_victim"}
CHECK = "victims:refer_check"

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def of_a_draft(page: Callable[[AuthedRequest, ReferralDraft], HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens the draft of the address for its writer. One that was sent leads to what became of it."""

    @reads_and_writes
    @wraps(page)
    def open_draft(request: AuthedRequest, key: UUID) -> HttpResponse:
        require(request.user, Capability.REFER_VICTIM)
        try:
            draft = get_draft(request.user, str(key))
        except NotFound:
            if (sent := referral_sent_from(key, request.user)) is None:
                raise
            return redirect("victims:referral", sent.reference)
        return page(request, draft)

    return open_draft


@reads_and_writes
def refer_start(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.REFER_VICTIM)
    if request.method == "POST":
        draft = begin_draft(checked=_checked(request), by=request.user)
        return redirect("victims:refer_offender", draft.key)
    drafts = [(draft, _address(draft.next_step, draft.key)) for draft in unfinished_drafts(request.user)]
    return render(request, "victims/referral_start.html", {"drafts": drafts})


def _checked(request: AuthedRequest) -> dict[str, dict[str, Any]]:
    """What was entered on the page that checks eligibility, when somebody comes from there."""
    form = eligibility_form(request.GET)
    return form.checked() if form.is_bound and form.is_valid() else {}


@of_a_draft
def refer_offender(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    courts, force = named_courts(), request.user.organisation.force
    form = OffenderForm(
        _sent(request),
        answers=known_so_far(draft.content, OFFENDER),
        today=clock.today(),
        courts=courts,
        force_has_a_region=bool(force and force.region_id),
    )
    if form.is_bound and form.is_valid():
        draft = keep_answers(draft=draft, step=OFFENDER, answers=form.kept(), by=request.user)
        on = ADDRESS_OF[OFFENCE] if unfinished_step(draft.content) == OFFENCE else "victims:refer_verdict"
        return redirect(on, draft.key)
    return render(request, "victims/referral_offender.html", {"draft": draft, "form": form, "courts": courts})


@of_a_draft
def refer_offence(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    if OFFENDER not in draft.content:
        return redirect(ADDRESS_OF[OFFENDER], draft.key)
    search, form = _offence_forms(request, draft)
    if form is not None and form.is_bound and form.is_valid():
        keep_answers(draft=draft, step=OFFENCE, answers=form.kept(), by=request.user)
        return redirect("victims:refer_verdict", draft.key)
    context = {
        "draft": draft,
        "search": search,
        "form": form or search,
        "choosing": form is not None,
        "is_after_sentence": offence_is_after_sentence(draft.content),
        "warnings": number_warnings(draft.content, clock.today().year),
    }
    return render(request, "victims/referral_offence.html", context)


def _offence_forms(request: AuthedRequest, draft: ReferralDraft) -> tuple[OffenceSearchForm, OffenceForm | None]:
    """The search, and the choice among what it found once something was searched for or chosen before."""
    answers = known_so_far(draft.content, OFFENCE)
    kept = answers.get("code") or answers.get("label")
    if "q" not in request.GET and not kept:
        return OffenceSearchForm(), None
    search = OffenceSearchForm({"q": request.GET.get("q", kept)})
    if not search.is_valid():
        return search, None
    typed = search.cleaned_data["q"]
    sentenced_on = offender_answers(draft.content).sentenced_on
    found = offences_matching(typed)
    return search, OffenceForm(_sent(request), typed=typed, found=found, sentenced_on=sentenced_on, answers=answers)


@of_a_draft
def refer_verdict(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    """What the answers lead to, before anybody is told anything."""
    if (step := unfinished_step(draft.content)) in {OFFENDER, OFFENCE}:
        return redirect(_address(step, draft.key))
    verdict = _verdict(request, draft)
    form = ObjectionForm(_sent(request), answers=draft.content.get(OBJECTION))
    go_on = _address(unfinished_step(draft.content), draft.key)
    if form.is_bound and (not verdict.is_not_eligible or form.is_valid()):
        if verdict.is_not_eligible:
            keep_answers(draft=draft, step=OBJECTION, answers=form.kept(), by=request.user)
        return redirect(go_on)
    context = {"draft": draft, "form": form, "go_on": go_on, **_verdict_context(draft, verdict)}
    return render(request, "victims/referral_verdict.html", context)


@of_a_draft
def refer_victim(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    if (step := unfinished_step(draft.content)) in {OFFENDER, OFFENCE}:
        return redirect(_address(step, draft.key))
    form = VictimForm(_sent(request), answers=known_so_far(draft.content, VICTIM))
    if form.is_bound and form.is_valid():
        keep_answers(draft=draft, step=VICTIM, answers=form.kept(), by=request.user)
        return redirect(CHECK, draft.key)
    return render(request, "victims/referral_victim.html", {"draft": draft, "form": form})


@of_a_draft
def refer_check(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    if (step := unfinished_step(draft.content)) is not None:
        return redirect(_address(step, draft.key))
    verdict = _verdict(request, draft)
    if verdict.is_not_eligible and OBJECTION not in draft.content:
        return redirect("victims:refer_verdict", draft.key)
    form = SendForm(_sent(request))
    if form.is_bound and (sending := _send(form, draft, request)) is not None:
        return sending
    sections = [(section, _address(section.step, draft.key)) for section in summary(draft.content)]
    context = {"draft": draft, "form": form, "sections": sections, **_verdict_context(draft, verdict)}
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
    name = person_referred(draft.content) or offender_named(draft.content)
    return render(request, "victims/referral_remove.html", {"draft": draft, "name": name})


def _sent(request: AuthedRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _address(step: str | None, key: UUID) -> str:
    """Where a step is answered; where all are checked when none is left."""
    return reverse(ADDRESS_OF[step] if step else CHECK, args=[key])


def _verdict(request: AuthedRequest, draft: ReferralDraft) -> DraftVerdict:
    return verdict_on(draft.content, request.user.organisation, clock.today())


def _verdict_context(draft: ReferralDraft, verdict: DraftVerdict) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "sentence": sentence_in_words(draft.content[OFFENDER]),
        "offence": draft.content[OFFENCE],
        "sentenced_on": offender_answers(draft.content).sentenced_on,
        "objection": draft.content.get(OBJECTION),
        "warnings": number_warnings(draft.content, clock.today().year),
    }
