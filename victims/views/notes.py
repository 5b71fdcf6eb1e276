"""Record that a note was sent to be agreed, and what they answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.enums import Capability
from victims.access import open_victim_record_to_change
from victims.actions.notes import record_note_answer, record_note_sent
from victims.forms.notes import NoteAnswerForm, NoteSentForm
from victims.queries.notes import contacts_to_note, notes_sent
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest


@require_http_methods(["GET", "POST"])
def note_sent_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RECORD_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Record that a note was sent")
    form = NoteSentForm(request.POST or None, contacts=contacts_to_note(enrolment), today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            record_note_sent(by=request.user, **form.facts())
        except DomainError as error:
            form.add_error("sent_on", error.sentence)
        else:
            messages.success(request, "Recorded. Next: ask whether they agree with it.")
            return redirect("victims:victim_page", enrolment.reference)
    return render(request, "victims/note_sent.html", {"enrolment": enrolment, "form": form})


@require_http_methods(["GET", "POST"])
def note_answer_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RECORD_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Record the answer to a note")
    form = NoteAnswerForm(request.POST or None, notes=notes_sent(enrolment), today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            record_note_answer(by=request.user, **form.facts())
        except DomainError as error:
            form.add_error("answered_on", error.sentence)
        else:
            messages.success(request, "Recorded.")
            return redirect("victims:victim_page", enrolment.reference)
    return render(request, "victims/note_answer.html", {"enrolment": enrolment, "form": form})
