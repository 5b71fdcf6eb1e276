"""Messages that were held in a heap: look at some, then send a few, all or none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import require
from accounts.enums import Capability
from notifications.access import get_held_batch
from notifications.actions.held_batches import SAMPLE, discard_batch, release_batch, sample_batch
from notifications.forms.held import DiscardForm, LetGoForm
from notifications.queries.held import lines_of, some_of, waiting_batches
from victims.views.pages import page_of
from vlu.lib.typing import AuthedRequest

NO_BANNER = {"batches_held": 0}  # these pages say it themselves


@require_safe
def held_batches(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.RELEASE_MESSAGES)
    page = page_of(request, waiting_batches(request.user))
    return render(request, "notifications/held_batches.html", {**page, **NO_BANNER, "lines": lines_of(page["rows"])})


@require_safe
def held_batch(request: AuthedRequest, number: int) -> HttpResponse:
    require(request.user, Capability.RELEASE_MESSAGES)
    batch = get_held_batch(request.user, number)
    context = {**NO_BANNER, "line": lines_of([batch])[0], "some": some_of(batch), "sample": SAMPLE}
    return render(request, "notifications/held_batch.html", context)


@require_http_methods(["GET", "POST"])
def sample(request: AuthedRequest, number: int) -> HttpResponse:
    require(request.user, Capability.RELEASE_MESSAGES)
    batch = get_held_batch(request.user, number)
    line = lines_of([batch])[0]
    form = LetGoForm(request.POST or None, shows=line.held)
    if request.method == "POST" and form.is_valid():
        sent = sample_batch(batch=batch, by=request.user)
        messages.success(request, f"{_messages(sent)} will be sent now. The rest are still held.")
        return redirect("notifications:held_batch", batch.pk)
    return render(
        request, "notifications/sample_batch.html", {**NO_BANNER, "line": line, "form": form, "sample": SAMPLE}
    )


@require_http_methods(["GET", "POST"])
def release(request: AuthedRequest, number: int) -> HttpResponse:
    require(request.user, Capability.RELEASE_MESSAGES)
    batch = get_held_batch(request.user, number)
    line = lines_of([batch])[0]
    form = LetGoForm(request.POST or None, shows=line.held)
    if request.method == "POST" and form.is_valid():
        sent = release_batch(batch=batch, by=request.user)
        messages.success(request, f"{_messages(sent)} will be sent now.")
        return redirect("notifications:held_batches")
    return render(request, "notifications/release_batch.html", {**NO_BANNER, "line": line, "form": form})


@require_http_methods(["GET", "POST"])
def discard(request: AuthedRequest, number: int) -> HttpResponse:
    require(request.user, Capability.RELEASE_MESSAGES)
    batch = get_held_batch(request.user, number)
    line = lines_of([batch])[0]
    form = DiscardForm(request.POST or None, shows=line.held)
    if request.method == "POST" and form.is_valid():
        kept = discard_batch(batch=batch, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{_messages(kept)} will not be sent.")
        return redirect("notifications:held_batches")
    return render(request, "notifications/discard_batch.html", {**NO_BANNER, "line": line, "form": form})


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number} messages"
