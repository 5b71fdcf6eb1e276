"""The audit trail, read by administrators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.audit import registered_verbs, sentence_for
from accounts.enums import Capability
from accounts.forms.trail import TrailFilterForm
from accounts.models import AuditEntry
from accounts.queries.trail import TrailFilter, TrailPage, last_seal, trail_page
from vlu.lib.typing import AuthedRequest
from vlu.pages import place_url


@dataclass(frozen=True)
class TrailLine:
    """An entry as a line of the page. `url` leads to everything that happened to the same record."""

    entry: AuditEntry
    sentence: str
    url: str


@require_safe
def audit_trail(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.READ_AUDIT)
    form = TrailFilterForm(request.GET, verbs=registered_verbs().values())
    page = TrailPage([], None, None)
    if form.is_valid():
        numbers = {name: form.cleaned_data.pop(name) for name in ("before", "after")}
        page = trail_page(TrailFilter(**form.cleaned_data), **numbers)
    context: dict[str, Any] = {
        "form": form,
        "lines": [_line(entry) for entry in page.entries],
        "seal": last_seal(),
        "previous_url": place_url(request, "after", page.newer),
        "next_url": place_url(request, "before", page.older),
    }
    return render(request, "accounts/audit_trail.html", context)


def _line(entry: AuditEntry) -> TrailLine:
    return TrailLine(entry, sentence_for(entry), f"?{urlencode({'subject': entry.subject_ref})}")
