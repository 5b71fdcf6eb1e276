"""Step 3 of a referral: the people it is for, one page each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from victims.actions.referral_drafts import keep_entry, remove_entry
from victims.forms.referral_victim import VictimForm, YouthFacts
from victims.models import ReferralDraft
from victims.queries.routing import region_choices
from victims.rules.referral_content import (
    offences_answers,
    offender_answers,
    offender_named,
    people_answers,
    unfinished,
)
from victims.rules.referral_shape import PEOPLE, known_so_far
from victims.views.refer_steps import ADDRESS_OF, address, before_people, entry_at, of_a_draft, sent, verdicts
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@of_a_draft
def refer_victim(request: AuthedRequest, draft: ReferralDraft, entry: int | None = None) -> HttpResponse:
    """One person: a new one, or the entry the address names."""
    if (left := before_people(draft)) is not None:
        return redirect(address(left, draft.key))
    key = None if entry is None else str(entry)
    people = people_answers(draft.content)
    form = VictimForm(
        sent(request),
        answers=known_so_far(draft.content, PEOPLE) if entry is None else entry_at(draft, PEOPLE, entry),
        offences=offences_answers(draft.content),
        offender=offender_named(draft.content),
        others=[(person.full_name, person.date_of_birth) for person in people if person.key != key],
        today=clock.today(),
        regions=region_choices(),
        youth=_youth_facts(request, draft),
    )
    if form.is_bound and form.is_valid():
        keep_entry(draft=draft, step=PEOPLE, key=key, answers=form.kept(), by=request.user)
        return redirect("victims:refer_people", draft.key)
    return render(request, "victims/referral_victim.html", {"draft": draft, "form": form, "others": people})


def _youth_facts(request: AuthedRequest, draft: ReferralDraft) -> YouthFacts | None:
    if not request.user.organisation.is_youth_team:
        return None
    offender = offender_answers(draft.content)
    return YouthFacts(offender.sentenced_on, offender.court_informed_on)


@require_safe
@of_a_draft
def refer_people(request: AuthedRequest, draft: ReferralDraft) -> HttpResponse:
    """Who is in the referral so far, and the way to add another."""
    left = unfinished(draft.content)
    people = people_answers(draft.content)
    if before_people(draft) is not None or not people:
        return redirect(address(left, draft.key))
    context = {
        "draft": draft,
        "verdicts": {one.key: one for one in verdicts(request, draft).people},
        "people": [(person, left is not None and left.entry == person.key) for person in people],
        "go_on": address(left, draft.key),
    }
    return render(request, "victims/referral_people.html", context)


@require_POST
@of_a_draft
def refer_victim_remove(request: AuthedRequest, draft: ReferralDraft, entry: int) -> HttpResponse:
    draft = remove_entry(draft=draft, step=PEOPLE, key=str(entry), by=request.user)
    if people_answers(draft.content):
        return redirect("victims:refer_people", draft.key)
    return redirect(ADDRESS_OF[PEOPLE], draft.key)
