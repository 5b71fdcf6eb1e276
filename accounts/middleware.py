"""Somebody with a one-time password chooses their own before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

STILL_OPEN = frozenset({"accounts:change_password", "accounts:sign_out", "accounts:sign_in", "healthz", "readyz"})


class OwnPasswordFirst:
    """Every page and every call of the interface for other systems leads to the password page until it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        found = request.resolver_match
        return None if found and found.view_name in STILL_OPEN else redirect("accounts:change_password")
