"""Addresses of the pages of a list. Each list knows its own places: a page number, or a row to go on from."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest

PLACES = frozenset({"page", "before", "after"})


def place_url(request: HttpRequest, name: str, place: object | None) -> str:
    """The list as it is narrowed now, from another place on; "" when there is no such place."""
    if place is None:
        return ""
    kept = {key: value for key, value in request.GET.items() if value and key not in PLACES}
    return f"?{urlencode({**kept, name: place})}"
