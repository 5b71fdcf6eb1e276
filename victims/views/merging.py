"""Possible duplicates, compared side by side; merged records, and undoing. Only a person decides (decision 0020)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.actions.likenesses import tell_offenders_apart
from cases.actions.merging import merge_offenders, unmerge_offenders
from victims.access import note_search
from victims.actions.likenesses import tell_victims_apart
from victims.actions.merging import merge_victims, unmerge_victims
from victims.forms.merging import ApartForm, MergeForm, MergeVictimsForm, UndoForm
from victims.queries import likenesses
from victims.queries.written_since import written_since_on_offender, written_since_on_victim
from victims.views.pages import page_of_each
from vlu.lib.typing import AuthedRequest


@require_safe
def duplicates(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.MATCH_PEOPLE)
    offenders, people = likenesses.offender_likenesses(request.user), likenesses.victim_likenesses(request.user)
    page = page_of_each(request, offenders=offenders, victims=people)
    note_search(request.user, [person for row in page["victims"] for person in (row.one, row.other)])
    return render(request, "victims/duplicates.html", page)


@require_http_methods(["GET", "POST"])
def compare_offenders_page(request: AuthedRequest, one: str, other: str) -> HttpResponse:
    require(request.user, Capability.MATCH_PEOPLE)
    likeness = likenesses.get_offender_likeness(request.user, one, other)
    is_apart = "apart" in request.POST
    form = MergeForm(None if is_apart else request.POST or None, one=likeness.one, other=likeness.other)
    apart = ApartForm(request.POST if is_apart else None)
    if is_apart and apart.is_valid():
        tell_offenders_apart(likeness=likeness, reason=apart.cleaned_data["apart_because"], by=request.user)
        messages.success(request, "Recorded as two people. You will not be asked again.")
        return redirect("victims:duplicates")
    if form.is_bound and form.is_valid():
        merge_offenders(**form.pair(), by=request.user)
        messages.success(request, "Merged. You can undo it on this page.")
        return redirect("victims:merged")
    sides = [likenesses.offender_side(request.user, person) for person in (likeness.one, likeness.other)]
    context = {"likeness": likeness, "form": form, "apart": apart, "sides": sides}
    return render(request, "victims/compare_offenders.html", context)


@require_http_methods(["GET", "POST"])
def compare_victims_page(request: AuthedRequest, one: str, other: str) -> HttpResponse:
    require(request.user, Capability.MATCH_PEOPLE)
    likeness = likenesses.get_victim_likeness(request.user, one, other)
    note_search(request.user, [likeness.one, likeness.other])
    is_apart = "apart" in request.POST
    sides = [likenesses.victim_side(likeness.one), likenesses.victim_side(likeness.other)]
    form = MergeVictimsForm(None if is_apart else request.POST or None, sides=sides)
    apart = ApartForm(request.POST if is_apart else None)
    if is_apart and apart.is_valid():
        tell_victims_apart(likeness=likeness, reason=apart.cleaned_data["apart_because"], by=request.user)
        messages.success(request, "Recorded as two people. You will not be asked again.")
        return redirect("victims:duplicates")
    if form.is_bound and form.is_valid():
        merge_victims(**form.pair(), by=request.user)
        messages.success(request, "Merged. You can undo it on this page.")
        return redirect("victims:merged")
    context = {"likeness": likeness, "form": form, "apart": apart, "sides": sides}
    return render(request, "victims/compare_victims.html", context)


@require_safe
def merged(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.MATCH_PEOPLE)
    offenders, people = likenesses.offender_merges(request.user), likenesses.victim_merges(request.user)
    page = page_of_each(request, offenders=offenders, victims=people)
    note_search(request.user, [person for row in page["victims"] for person in (row.kept, row.absorbed)])
    return render(request, "victims/merged.html", page)


@require_http_methods(["GET", "POST"])
def undo_offenders(request: AuthedRequest, absorbed: str) -> HttpResponse:
    require(request.user, Capability.MATCH_PEOPLE)
    merge = likenesses.get_offender_merge(request.user, absorbed)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unmerge_offenders(merge=merge, by=request.user, **form.cleaned_data)
        messages.success(request, "Undone. They are two records again.")
        return redirect("victims:merged")
    context = {"merge": merge, "form": form, "since": written_since_on_offender(merge, request.user)}
    return render(request, "victims/undo_merge.html", context)


@require_http_methods(["GET", "POST"])
def undo_victims(request: AuthedRequest, absorbed: str) -> HttpResponse:
    require(request.user, Capability.MATCH_PEOPLE)
    merge = likenesses.get_victim_merge(request.user, absorbed)
    note_search(request.user, [merge.kept, merge.absorbed])
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unmerge_victims(merge=merge, by=request.user, **form.cleaned_data)
        messages.success(request, "Undone. They are two records again.")
        return redirect("victims:merged")
    context = {"merge": merge, "form": form, "since": written_since_on_victim(merge)}
    return render(request, "victims/undo_merge.html", context)
