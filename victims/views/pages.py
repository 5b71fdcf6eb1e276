"""Paging of lists: 25 rows, and whether more follow. The rest of the address is kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 25


def page_number(request: HttpRequest) -> int:
    """The page the address asks for; 1 for anything that is not a small number."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def page_links(request: HttpRequest, page: int, *, more: bool) -> dict[str, str]:
    kept = {key: value for key, value in request.GET.items() if value and key != "page"}
    return {
        "previous_url": f"?{urlencode({**kept, 'page': page - 1})}" if page > 1 else "",
        "next_url": f"?{urlencode({**kept, 'page': page + 1})}" if more else "",
    }


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """`rows` of the page asked for, and the links beside it, without counting the whole list."""
    page = page_number(request)
    found = list(rows[(page - 1) * SIZE : page * SIZE + 1])
    return {"rows": found[:SIZE], **page_links(request, page, more=len(found) > SIZE)}
