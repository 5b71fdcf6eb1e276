"""What happens around every request: a reference number for the logs, and domain errors shown as pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vlu.lib.errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponse]
TEMPLATE_OF = {403: "403.html", 404: "404.html"}


class RequestId:
    """Gives every request a number that the log lines and the server error page both carry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response


class DomainErrors:
    """Turns a domain error that no view handled into a page with its sentence. The API has its own handler."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        template = TEMPLATE_OF.get(error.status, "cannot_do_that.html")
        response = render(request, template, {"message": error.sentence}, status=error.status)
        response["Cache-Control"] = "no-store"  # nobody on the way keeps what was true of a secret link a while ago
        return response
