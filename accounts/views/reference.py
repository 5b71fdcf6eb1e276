"""The tables that rules and clocks are read from, to be looked at. They are changed by loading the files again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from vlu.lib.errors import NotFound
from vlu.lib.typing import AuthedRequest
from vlu.reference_tables import TABLES


@require_safe
def reference(request: AuthedRequest, slug: str = TABLES[0].slug) -> HttpResponse:
    require(request.user, Capability.SEE_REFERENCE)
    table = next((table for table in TABLES if table.slug == slug), None)
    if table is None:
        raise NotFound
    tabs = [
        {"text": t.title, "url": reverse("accounts:reference_table", args=[t.slug]), "current": t is table}
        for t in TABLES
    ]
    return render(request, "accounts/reference.html", {"table": table, "lines": table.lines(), "tabs": tabs})
