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
    headings, lines = table.read()
    tabs = [
        {"text": one.title, "url": reverse("accounts:reference_table", args=[one.slug]), "current": one is table}
        for one in TABLES
    ]
    context = {"table": table, "headings": headings, "lines": lines, "tabs": tabs}
    return render(request, "accounts/reference.html", context)
