"""Messages that did not arrive or may not have: a person sends them again, posts them or says they are dealt with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from notifications.access import get_message
from notifications.actions.undelivered import deal_with, post_instead, send_again
from notifications.forms.undelivered import DealtWithForm, EnvelopeForm, SendAgainForm
from notifications.queries.undelivered import NARROWED, lines_of, needing_a_person
from victims.views.pages import page_of
from vlu.lib.typing import AuthedRequest


@require_safe
def undelivered(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    shown = request.GET.get("show", "")
    shown = shown if shown in NARROWED else ""
    page = page_of(request, needing_a_person(request.user, shown))
    lines = lines_of(request.user, page["rows"])
    may_release = request.user.may(Capability.RELEASE_MESSAGES)
    context = {**page, "lines": lines, "shown": shown, "choices": NARROWED.items(), "may_release": may_release}
    return render(request, "notifications/undelivered.html", context)


@require_safe
def message(request: AuthedRequest, reference: UUID) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    (line,) = lines_of(request.user, [get_message(request.user, reference)])
    return render(request, "notifications/message.html", {"line": line})


@require_http_methods(["GET", "POST"])
def again(request: AuthedRequest, reference: UUID) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    (line,) = lines_of(request.user, [get_message(request.user, reference)])
    is_sent = request.method == "POST"
    form = SendAgainForm(request.POST if is_sent else None, may_have_left=line.may_have_left)
    if is_sent and form.is_valid():
        send_again(message=line.message, by=request.user)
        messages.success(request, "It will be sent again now.")
        return redirect("notifications:undelivered")
    return render(request, "notifications/send_again.html", {"line": line, "form": form})


@require_http_methods(["GET", "POST"])
def post(request: AuthedRequest, reference: UUID) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    (line,) = lines_of(request.user, [get_message(request.user, reference)])
    form = EnvelopeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        post_instead(message=line.message, envelope=form.cleaned_data["envelope"], by=request.user)
        messages.success(request, "It waits to be printed and posted.")
        return redirect("notifications:print_queue")
    return render(request, "notifications/post_instead.html", {"line": line, "form": form})


@require_http_methods(["GET", "POST"])
def dealt_with(request: AuthedRequest, reference: UUID) -> HttpResponse:
    require(request.user, Capability.SETTLE_MESSAGES)
    (line,) = lines_of(request.user, [get_message(request.user, reference)])
    form = DealtWithForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deal_with(message=line.message, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, "Recorded. It needs nobody any more.")
        return redirect("notifications:undelivered")
    return render(request, "notifications/dealt_with.html", {"line": line, "form": form})
