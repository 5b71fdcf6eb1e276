"""The unit's pages: the manager's overview, the administration officer's list, and search."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from accounts.queries.absences import officers_who_may_cover
from cases.queries.calendar import working_calendar
from notifications.queries.undelivered import MessageNumbers, message_numbers
from victims.access import note_search
from victims.queries.allocation import allocation_queue, officers_of
from victims.queries.complaints import complaints_waiting
from victims.queries.decisions_waiting import WaitingNumbers, waiting_numbers
from victims.queries.restricted import number_restricted
from victims.queries.search import find_enrolments
from victims.queries.transfers import Offers, living_elsewhere, open_offers
from victims.queries.unit import NARROWED, UnitNumbers, imports_waiting, unit_numbers, unit_work
from victims.views.pages import page_of
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest

NEXT_TO_ALLOCATE = 5


@require_safe
def manager_home(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.ALLOCATE)
    today, calendar = clock.today(), working_calendar()
    numbers = unit_numbers(request.user, today, calendar.add(today, 5))
    decisions, complaints = waiting_numbers(request.user, today), complaints_waiting(request.user)
    offers = open_offers(request.user, today, calendar)
    context = {
        "today": today,
        "numbers": numbers,
        "tiles": _tiles(numbers),
        "elsewhere": living_elsewhere(request.user),
        "waiting": [
            *_waiting(decisions, complaints, offers, number_restricted(request.user)),
            *_messages(message_numbers(request.user)),
        ],
        "queue": allocation_queue(request.user, today)[:NEXT_TO_ALLOCATE],
        "loads": officers_of(request.user.region_code or "", today),
        "imports_waiting": imports_waiting(request.user),
        "offers": offers,
    }
    return render(request, "victims/manager_home.html", context)


@require_safe
def unit_queue(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_UNIT_CASES)
    today, calendar = clock.today(), working_calendar()
    narrowed = request.GET.get("show", "")
    narrowed = narrowed if narrowed in NARROWED else ""
    officers = list(officers_who_may_cover(request.user.region_code or ""))
    officer = next((one for one in officers if one.reference == request.GET.get("officer")), None)
    page = page_of(request, unit_work(request.user, narrowed, today, calendar.add(today, 5), officer))
    context = {
        **page,
        "today": today,
        "narrowed": narrowed,
        "title": NARROWED[narrowed],
        "choices": NARROWED.items(),
        "officer": officer,
        "officers": officers,
    }
    return render(request, "victims/unit_queue.html", context)


@require_safe
def search(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_UNIT_CASES)
    words = request.GET.get("q", "")[:100].replace("\x00", "").strip()
    found, more = find_enrolments(request.user, words)
    note_search(request.user, [answer.enrolment.victim for answer in found])
    return render(
        request, "victims/search.html", {"words": words, "found": found, "more": more, "today": clock.today()}
    )


def _tiles(numbers: UnitNumbers) -> list[dict[str, Any]]:
    return [
        _tile(numbers.unallocated, "not allocated", "unallocated", late=False),
        _tile(numbers.urgent, "urgent", "urgent", late=True),
        _tile(numbers.overdue, "overdue", "overdue", late=True),
        _tile(numbers.due_this_week, "due in the next 5 working days", "week", late=False),
    ]


def _waiting(decisions: WaitingNumbers, complaints: int, offers: Offers, restricted: int) -> list[dict[str, Any]]:
    """What only a manager can do. The links are there when nothing waits: this is the way to these pages."""
    return [
        _counted(decisions.total, "decision", "decisions", " waiting", "victims:decisions_waiting"),
        _counted(complaints, "complaint", "complaints", " waiting for you", "victims:complaints"),
        {"number": len(offers.to_unit), "words": "offered to your unit", "url": reverse("victims:transfers")},
        _counted(restricted, "restricted case", "restricted cases", "", "victims:restricted_cases"),
    ]


def _messages(numbers: MessageNumbers) -> list[dict[str, Any]]:
    person, held = numbers.for_a_person, numbers.held
    need = " that needs a person" if person == 1 else " that need a person"
    undelivered = _counted(person, "message", "messages", need, "notifications:undelivered")
    batches = _counted(held, "batch", "batches", " of messages held", "notifications:held_batches")
    return [undelivered | {"late": bool(person)}, batches | {"late": bool(held)}]


def _counted(number: int, one: str, several: str, rest: str, page: str) -> dict[str, Any]:
    return {"number": number, "words": f"{one if number == 1 else several}{rest}", "url": reverse(page)}


def _tile(number: int, words: str, show: str, *, late: bool) -> dict[str, Any]:
    return {"number": number, "words": words, "url": f"/unit/?show={show}", "late": late and bool(number)}
