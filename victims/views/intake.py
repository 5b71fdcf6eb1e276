"""Everything that comes into the unit, with how much of it waits."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from notifications.queries.undelivered import MessageNumbers, message_numbers
from victims.queries.intake import IntakeNumbers, intake_numbers
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@require_safe
def intake(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RUN_INTAKE)
    numbers = intake_numbers(request.user, clock.today())
    tiles = [*_tiles(numbers), *_messages(message_numbers(request.user))]
    return render(request, "victims/intake.html", {"tiles": tiles})


def _messages(numbers: MessageNumbers) -> list[dict[str, Any]]:
    return [
        _tile(
            numbers.for_a_person,
            "message that needs a person" if numbers.for_a_person == 1 else "messages that need a person",
            "notifications:undelivered",
        ),
        _tile(
            numbers.to_be_posted,
            "letter to print and post" if numbers.to_be_posted == 1 else "letters to print and post",
            "notifications:print_queue",
        ),
    ]


def _tiles(numbers: IntakeNumbers) -> list[dict[str, Any]]:
    return [
        _tile(numbers.held, "court results that need a decision", "victims:court_results", "?show=held"),
        _tile(numbers.requests, "referral requests without an answer", "victims:requests"),
        _tile(numbers.duplicates, "possible duplicates", "victims:duplicates"),
        _tile(numbers.files, "caseload files to confirm", "victims:import_caseload"),
        _tile(numbers.protocols, "protocols with youth offending teams to see to", "victims:youth_protocols"),
    ]


def _tile(number: int, words: str, address: str, shown: str = "") -> dict[str, Any]:
    return {"number": number, "words": words, "url": f"{reverse(address)}{shown}"}
