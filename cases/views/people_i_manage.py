"""An offender manager's pages: whom they manage, whom to tell, and reporting an event. Nothing of a victim is here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from cases.access import get_managed_offender
from cases.actions.offender_events import report_event
from cases.enums import EventKind
from cases.forms.events import EventForm
from cases.models import Offender
from cases.queries.people import offenders_managed_by, open_cases_of
from cases.queries.reported_events import reports_by
from notifications.actions.planning import plan_events
from victims.queries.officers_of_case import acted_on, liaison_of, with_liaison
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.typing import AuthedRequest


@require_safe
def people_i_manage(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.LOG_EVENT)
    people = list(offenders_managed_by(request.user))
    involved = with_liaison(people)
    rows = [(offender, offender.pk in involved) for offender in people]
    return render(request, "cases/people_i_manage.html", {"rows": rows})


@require_safe
def person_i_manage(request: AuthedRequest, reference: str) -> HttpResponse:
    require(request.user, Capability.LOG_EVENT)
    offender = get_managed_offender(request.user, reference)
    reports = reports_by(request.user, offender)
    acted = acted_on(report.events for report in reports)
    context = {
        "offender": offender,
        "liaison": liaison_of(offender),
        "can_report": open_cases_of(offender).exists(),
        "kinds": EventKind.choices,
        "reports": [(report, report.events in acted) for report in reports],
    }
    return render(request, "cases/people_i_manage_person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def log_event(request: AuthedRequest, reference: str, kind: str) -> HttpResponse:
    require(request.user, Capability.LOG_EVENT)
    offender = get_managed_offender(request.user, reference)
    if kind not in EventKind.values:
        raise NotFound
    data = request.POST if request.method == "POST" else None
    form = EventForm(data, kind=EventKind(kind), today=clock.today())
    if form.is_bound and form.is_valid() and _report(form, offender, kind, request):
        messages.success(request, f"Sent: {EventKind(kind).label[:1].lower()}{EventKind(kind).label[1:]}.")
        return redirect("cases:person_i_manage", offender.reference)
    context = {"offender": offender, "form": form, "title": EventKind(kind).label}
    return render(request, "cases/event_form.html", context)


def _report(form: EventForm, offender: Offender, kind: str, request: AuthedRequest) -> bool:
    """Keep the report and work out at once what must follow. False, with the reason on the form, when refused."""
    try:
        report_event(offender=offender, kind=kind, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error("happens_on", refused.sentence)
        return False
    plan_events()
    return True
