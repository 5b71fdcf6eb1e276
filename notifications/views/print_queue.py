"""Letters that the unit prints and posts itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.enums import Capability
from notifications.access import get_letter
from notifications.actions.undelivered import mark_posted, mark_returned
from notifications.queries.undelivered import lines_of, posted_lately, to_be_posted
from victims.views.pages import page_of_each
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest


@require_safe
def print_queue(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    page = page_of_each(request, waiting=to_be_posted(request.user), posted=posted_lately(request.user))
    lines = lines_of(request.user, [*page["waiting"], *page["posted"]])
    number = len(page["waiting"])
    context = {**page, "waiting": lines[:number], "posted": lines[number:]}
    return render(request, "notifications/print_queue.html", context)


@require_safe
def letter(request: AuthedRequest, reference: UUID) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    (line,) = lines_of(request.user, [get_letter(request.user, reference)])
    context = {"line": line, "letter": line.message, "today": clock.today()}
    return render(request, "notifications/letter.html", context)


@require_POST
def posted(request: AuthedRequest, reference: UUID) -> HttpResponseRedirect:
    require(request.user, Capability.SETTLE_MESSAGES)
    mark_posted(message=get_letter(request.user, reference), by=request.user)
    messages.success(request, "Recorded as posted. If it comes back, say so below.")
    return redirect("notifications:print_queue")


@require_POST
def returned(request: AuthedRequest, reference: UUID) -> HttpResponseRedirect:
    require(request.user, Capability.SETTLE_MESSAGES)
    mark_returned(message=get_letter(request.user, reference), by=request.user)
    messages.success(request, "Recorded. Somebody must reach them another way.")
    return redirect("notifications:undelivered")
