"""Step 2 of a referral: the offences, one page each, and which scheme they lead to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.queries.offences import offences_matching
from victims.actions.referral_drafts import keep_answers, keep_entry, remove_entry
from victims.forms.referral import ObjectionForm, OffenceForm, OffenceSearchForm
from victims.models import ReferralDraft
from victims.rules.referral_content import offences_after_sentence, offender_answers, unfinished
from victims.rules.referral_shape import OBJECTION, OFFENCES, OFFENDER, Entry, known_so_far
from victims.rules.referral_summary import because_of, number_warnings, sentence_in_words, words_of_sentence
from victims.views.refer_steps import ADDRESS_OF, address, before_people, entry_at, of_a_draft, sent, verdicts
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@of_a_draft
def refer_offence(request: AuthedRequest, draft: ReferralDraft, entry: int | None = None) -> HttpResponse:
    """One offence: a new one, or the entry the address names."""
    if OFFENDER not in draft.content:
        return redirect(ADDRESS_OF[OFFENDER], draft.key)
    answers = known_so_far(draft.content, OFFENCES) if entry is None else entry_at(draft, OFFENCES, entry)
    search, form = _offence_forms(request, draft, answers)
    if form is not None and form.is_bound and form.is_valid():
        key = None if entry is None else str(entry)
        keep_entry(draft=draft, step=OFFENCES, key=key, answers=form.kept(), by=request.user)
        return redirect("victims:refer_verdict", draft.key)
    context = {
        "draft": draft,
        "back": reverse(ADDRESS_OF[OFFENDER] if before_people(draft) else "victims:refer_verdict", args=[draft.key]),
        "search": search,
        "form": form or search,
        "choosing": form is not None,
        "sentence": sentence_in_words(draft.content[OFFENDER]),
        "is_after_sentence": str(entry) in offences_after_sentence(draft.content),
        "warnings": number_warnings(draft.content, clock.today().year),
    }
    return render(request, "victims/referral_offence.html", context)


def _offence_forms(
    request: AuthedRequest, draft: ReferralDraft, answers: Entry
) -> tuple[OffenceSearchForm, OffenceForm | None]:
    """The search, and the choice among what it found once something was searched for or chosen before."""
    kept = answers.get("code") or answers.get("label")
    if "q" not in request.GET and not kept:
        return OffenceSearchForm(), None
    search = OffenceSearchForm({"q": request.GET.get("q", kept)})
    if not search.is_valid():
        return search, None
    typed = search.cleaned_data["q"]
    sentenced_on = offender_answers(draft.content).sentenced_on
    found = offences_matching(typed)
    return search, OffenceForm(sent(request), typed=typed, found=found, sentenced_on=sentenced_on, answers=answers)


@require_POST
@of_a_draft
def refer_offence_remove(request: AuthedRequest, draft: ReferralDraft, entry: int) -> HttpResponse:
    draft = remove_entry(draft=draft, step=OFFENCES, key=str(entry), by=request.user)
    left = before_people(draft)
    return redirect(address(left, draft.key) if left else reverse("victims:refer_verdict", args=[draft.key]))


@of_a_draft
def refer_verdict(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    """The offences so far, and what they lead to, before anybody is told anything."""
    if (left := before_people(draft)) is not None:
        return redirect(address(left, draft.key))
    found = verdicts(request, draft)
    form = ObjectionForm(sent(request), answers=draft.content.get(OBJECTION))
    go_on = address(unfinished(draft.content), draft.key)
    if form.is_bound and (not found.is_not_eligible or form.is_valid()):
        if found.is_not_eligible:
            keep_answers(draft=draft, step=OBJECTION, answers=form.kept(), by=request.user)
        return redirect(go_on)
    context = {
        "draft": draft,
        "form": form,
        "go_on": go_on,
        "verdicts": found,
        "offences": [(one, words_of_sentence(one.disposal, one.length), verdict) for one, verdict in found.offences],
        "people": [(one, because_of(one.offences)) for one in found.people],
        "because": because_of(one for one, _ in found.offences),
        "sentenced_on": offender_answers(draft.content).sentenced_on,
        "warnings": number_warnings(draft.content, clock.today().year),
    }
    return render(request, "victims/referral_verdict.html", context)
