"""Paging of lists: 25 rows, and whether more follow. The rest of the address is kept."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from vlu.pages import place_url

SIZE = 25


def page_number(request: HttpRequest) -> int:
    """The page the address asks for; 1 for anything that is not a small number."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def page_links(request: HttpRequest, page: int, *, more: bool) -> dict[str, str]:
    return {
        "previous_url": place_url(request, "page", page - 1 if page > 1 else None),
        "next_url": place_url(request, "page", page + 1 if more else None),
    }


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """`rows` of the page asked for, and the links beside it, without counting the whole list."""
    return page_of_each(request, rows=rows)


def page_of_each(request: HttpRequest, **lists: QuerySet[Any]) -> dict[str, Any]:
    """The same for lists that stand on one page and are turned together, each under its name."""
    page = page_number(request)
    found = {name: list(rows[(page - 1) * SIZE : page * SIZE + 1]) for name, rows in lists.items()}
    more = any(len(rows) > SIZE for rows in found.values())
    return {**{name: rows[:SIZE] for name, rows in found.items()}, **page_links(request, page, more=more)}
