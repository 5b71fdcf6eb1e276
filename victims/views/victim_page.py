"""One victim's page, and the forms that change it. Every visit is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from accounts.models import User
from cases.queries.calendar import working_calendar
from notifications.queries.in_hand import lines_with_notes
from victims.access import get_contact_point, open_victim_record, open_victim_record_to_change
from victims.actions.contact import record_contact
from victims.actions.safe_contact import add_contact_point, change_safe_contact, retire_contact_point
from victims.forms.contact import TOPICS, ContactForm, ContactPointForm, RetireContactPointForm, SafeContactForm
from victims.models import ContactEntry, Enrolment
from victims.queries.case_page import key_dates, offender_manager_of, urgent_sentence
from victims.queries.decisions_waiting import decisions_about
from victims.queries.routing import WhichUnit, unit_of
from victims.queries.safe_contact import current_safe_contact, facts_of, usable_contact_points
from victims.queries.verdicts import verdicts_of
from victims.queries.victim_decisions import decisions_of, lateness_of, offers_to_make, wish_of
from victims.queries.victim_page import (
    clocks_of,
    contacts_of,
    day_told_before,
    events_to_tell,
    on_whose_behalf,
    referrers_words,
    standing_actions,
)
from victims.rules.discretion import TO_DECIDE
from victims.rules.wording import URGENT_ADVICE, safe_contact_lines
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.typing import AuthedRequest


@require_safe
def victim_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.SEE_UNIT_CASES)
    enrolment = open_victim_record(request.user, reference, "Victim's page")
    safe, today = current_safe_contact(enrolment.victim), clock.today()
    which = unit_of(request.user, enrolment, offender_manager_of(enrolment.case))
    verdicts, calendar = verdicts_of(enrolment), working_calendar()
    context = {
        **_urgent(enrolment, today),
        "enrolment": enrolment,
        "events": events_to_tell(enrolment),
        "safe": safe,
        "safe_lines": safe_contact_lines(facts_of(safe)) if safe else [],
        "points": usable_contact_points(enrolment.victim),
        **_wish(enrolment),
        "clocks": lines_with_notes(clocks_of(enrolment, today, calendar), request.user, today, calendar),
        "contacts": [(entry, _explained(entry)) for entry in contacts_of(enrolment)],
        "verdicts": verdicts,
        "told_before": day_told_before(enrolment, verdicts),
        "may_override": enrolment.is_open and which.is_ours and request.user.may(Capability.OVERRIDE_VERDICT),
        "referrer_said": referrers_words(enrolment),
        "on_behalf": on_whose_behalf(enrolment),
        **_discretion(request.user, enrolment),
        "which": which,
        **_may(request.user, which),
        "may_complain": which.is_ours and request.user.may(Capability.HANDLE_COMPLAINTS),
        "may_restrict": request.user.may(Capability.RESTRICT_ACCESS) and which.is_ours and not enrolment.restricted,
    }
    return render(request, "victims/victim_page.html", context)


@require_http_methods(["GET", "POST"])
def record_contact_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.RECORD_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Record a contact")
    today, now = clock.today(), clock.now()
    safe = current_safe_contact(enrolment.victim)
    initial = {"happened_on": today, "happened_at": f"{now:%H:%M}", "channel": safe.preferred_channel if safe else ""}
    form = ContactForm(request.POST or None, standing=standing_actions(enrolment), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            entry = record_contact(enrolment=enrolment, by=request.user, **form.facts())
        except DomainError as error:
            form.add_error("happened_on", error.sentence)
        else:
            messages.success(request, _recorded(enrolment, entry))
            return redirect("victims:victim_page", enrolment.reference)
    context = {
        **_urgent(enrolment, today),
        "wish": wish_of(enrolment),
        "enrolment": enrolment,
        "form": form,
        "safe_lines": safe_contact_lines(facts_of(safe)) if safe else [],
        "points": usable_contact_points(enrolment.victim),
    }
    return render(request, "victims/record_contact.html", context)


@require_http_methods(["GET", "POST"])
def safe_contact_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.CHANGE_SAFE_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Change safe contact")
    safe = current_safe_contact(enrolment.victim)
    safe_lines = safe_contact_lines(facts_of(safe)) if safe else []  # before the form writes what was sent into the row
    form = SafeContactForm(request.POST or None, instance=safe, shows=safe.pk if safe else None)
    if request.method == "POST" and form.is_valid():
        change_safe_contact(enrolment=enrolment, facts=form.facts(), by=request.user)
        messages.success(request, "Saved. The old preferences are kept in the history.")
        return redirect("victims:victim_page", enrolment.reference)
    context = {"enrolment": enrolment, "form": form, "safe": safe, "safe_lines": safe_lines}
    return render(request, "victims/safe_contact.html", context)


@require_http_methods(["GET", "POST"])
def add_contact_point_page(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.CHANGE_SAFE_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Add a number or address")
    form = ContactPointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_contact_point(enrolment=enrolment, by=request.user, **form.cleaned_data)
        messages.success(request, "Added.")
        return redirect("victims:victim_page", enrolment.reference)
    return render(request, "victims/add_contact_point.html", {"enrolment": enrolment, "form": form})


@require_http_methods(["GET", "POST"])
def retire_contact_point_page(request: AuthedRequest, reference: str, number: int) -> HttpResponse:
    require(request.user, Capability.CHANGE_SAFE_CONTACT)
    enrolment = open_victim_record_to_change(request.user, reference, "Stop using a number or address")
    point = get_contact_point(enrolment, number)
    form = RetireContactPointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        retire_contact_point(enrolment=enrolment, point=point, by=request.user, **form.cleaned_data)
        messages.success(request, "It will not be shown again. It is kept on record.")
        return redirect("victims:victim_page", enrolment.reference)
    return render(request, "victims/retire_contact_point.html", {"enrolment": enrolment, "form": form, "point": point})


def _may(user: User, which: WhichUnit) -> dict[str, bool]:
    """What somebody may do here; a case that is only offered to their unit is looked at, not changed."""
    is_open = which.is_ours and which.enrolment.is_open
    return {
        "may_record": is_open and user.may(Capability.RECORD_CONTACT),
        "may_change": which.is_ours and user.may(Capability.CHANGE_SAFE_CONTACT),
        "may_allocate": is_open and user.may(Capability.ALLOCATE),
        "may_transfer": user.may(Capability.TRANSFER_CASES),
    }


def _urgent(enrolment: Enrolment, today: date) -> dict[str, Any]:
    sentence, reason = urgent_sentence([enrolment], key_dates(enrolment.case), today)
    return {"urgent": sentence, "advice": URGENT_ADVICE.get(reason, "")}


def _wish(enrolment: Enrolment) -> dict[str, Any]:
    """What they decided about contact, the offers still to be made, and why something was late."""
    return {
        "wish": wish_of(enrolment),
        "decisions": decisions_of(enrolment),
        "offers": offers_to_make(enrolment),
        "lateness": lateness_of(enrolment),
    }


def _discretion(user: User, enrolment: Enrolment) -> dict[str, Any]:
    """What managers decided, and whether this person may decide now."""
    discretion = decisions_about(enrolment)
    without_right = enrolment.is_open and enrolment.verdict in TO_DECIDE
    open_question = without_right or (enrolment.is_open and bool(discretion))
    current = next((decision for decision in discretion if decision.superseded_at is None), None)
    refused = current if without_right and current is not None and not current.granted else None
    return {
        "discretion": discretion,
        "refused": refused,
        "may_decide": open_question and user.may(Capability.DECIDE_DISCRETION),
    }


def _explained(entry: ContactEntry) -> list[str]:
    return [words for code, words in TOPICS if code in entry.explained]


def _recorded(enrolment: Enrolment, entry: ContactEntry) -> str:
    if entry.reached:
        return "Contact recorded."
    return "Attempt recorded." if enrolment.first_contact_on else "Attempt recorded. First contact is still to be made."
