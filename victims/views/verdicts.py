"""Verdicts over time: a change to a sentence, a manager's decision, a rule set that begins, and a sheet to assess."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.access import get_offence_of_case, get_rule_set_that_waits
from cases.actions.rule_sets import enter_commencement
from cases.actions.sentences import change_sentence
from cases.enums import SentenceCause, Verdict
from cases.queries.rule_sets import rule_set_rows
from victims.access import open_case_record_to_change, open_victim_record_to_change
from victims.actions.verdicts import accept_verdict, override_verdict, reassess_cases
from victims.forms.verdicts import AGREE, CommencementForm, SentenceChangeForm, SheetForm, VerdictForm
from victims.intake.eligibility_sheet import assess_sheet, for_spreadsheet, verdict_in_words
from victims.models import Enrolment
from victims.queries.verdicts import override_reasons, verdicts_of
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest

ROWS_SHOWN = 200
NOT_LOOKED_AT_AGAIN = "Eligibility could not be looked at again. It is tried every minute; tell an administrator."


@require_http_methods(["GET", "POST"])
def change_sentence_page(request: AuthedRequest, reference: str, number: int) -> HttpResponse:
    require(request.user, Capability.CHANGE_SENTENCE)
    case = open_case_record_to_change(request.user, reference, "Record a change to the sentence")
    offence = get_offence_of_case(case, number)
    form = SentenceChangeForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {name: form.cleaned_data[name] for name in ("sentenced_on", "disposal", "note")}
        facts |= {"length": form.length, "together": form.together}
        cause = SentenceCause(form.cleaned_data["cause"])
        try:
            change_sentence(offence=offence, cause=cause, **facts, by=request.user)
        except DomainError as error:
            form.add_error("sentenced_on", error.sentence)
        else:
            if reassess_cases([case.pk]).failed:
                messages.error(request, f"Recorded. {NOT_LOOKED_AT_AGAIN}")
            else:
                messages.success(request, "Recorded. The old sentence is kept, and eligibility was looked at again.")
            return redirect("victims:case_sentence", case.reference)
    standing = offence.sentences.get(superseded_at__isnull=True)
    context = {"case": case, "offence": offence, "standing": standing, "form": form}
    return render(request, "victims/change_sentence.html", context)


@require_http_methods(["GET", "POST"])
def decide_verdict_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.OVERRIDE_VERDICT)
    enrolment = open_victim_record_to_change(request.user, reference, "Decide eligibility")
    verdicts = verdicts_of(enrolment)
    waiting = next((row for row in verdicts if row.is_waiting), None)
    form = VerdictForm(
        request.POST or None,
        stands=enrolment.verdict,
        waiting=waiting.verdict if waiting else "",
        reasons=override_reasons(clock.today()),
        shows=waiting.pk if waiting else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            _decide(enrolment, form, request)
        except DomainError as error:
            form.add_error("verdict", error.sentence)
        else:
            messages.success(request, "Decided. The clocks follow the verdict in force, and every verdict is kept.")
            return redirect("victims:victim_page", enrolment.reference)
    context = {"enrolment": enrolment, "form": form, "waiting": waiting, "verdicts": verdicts}
    return render(request, "victims/decide_verdict.html", context)


def _decide(enrolment: Enrolment, form: VerdictForm, request: AuthedRequest) -> None:
    answers = form.cleaned_data
    if answers["verdict"] == AGREE:
        accept_verdict(enrolment=enrolment, by=request.user)
        return
    override_verdict(
        enrolment=enrolment,
        verdict=Verdict(answers["verdict"]),
        reason_code=answers["reason_code"],
        reason=answers["reason"],
        by=request.user,
    )


@require_safe
def rule_sets_page(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SET_RULES)
    return render(request, "victims/rule_sets.html", {"rule_sets": rule_set_rows()})


@require_http_methods(["GET", "POST"])
def commencement_page(request: AuthedRequest, version: str) -> HttpResponse:
    require(request.user, Capability.SET_RULES)
    rule_set = get_rule_set_that_waits(version)
    form = CommencementForm(request.POST or None, initial={"commences_on": rule_set.commences_on})
    if request.method == "POST" and form.is_valid():
        enter_commencement(rule_set=rule_set, commences_on=form.cleaned_data["commences_on"], by=request.user)
        sweep = reassess_cases()
        messages.success(request, f"Saved. {sweep.done} open case{'' if sweep.done == 1 else 's'} looked at again.")
        if sweep.failed:
            messages.error(request, f"{len(sweep.failed)} of the cases: {NOT_LOOKED_AT_AGAIN}")
        return redirect("victims:rule_sets")
    return render(request, "victims/commencement.html", {"rule_set": rule_set, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility_sheet(request: AuthedRequest) -> HttpResponse:
    """Nothing of the sheet is kept: the answer is the page itself, or a file to download."""
    require(request.user, Capability.CHECK_ELIGIBILITY)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "victims/eligibility_sheet.html", {"form": form})
    sheet = assess_sheet(form.cleaned_data["file"])
    if request.POST.get("do") == "download" and sheet.rows:
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="eligibility.csv"'
        csv.writer(response).writerows(for_spreadsheet(sheet))
        return response
    rows = [(row, verdict_in_words(row)) for row in sheet.rows[:ROWS_SHOWN]]
    context = {"form": SheetForm(), "sheet": sheet, "rows": rows, "faults": sheet.faults[:ROWS_SHOWN]}
    return render(request, "victims/eligibility_sheet.html", context)
