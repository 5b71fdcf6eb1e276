"""Errors of the interface for other systems, as sentences."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from vlu.lib.errors import DomainError


def errors_as_sentences(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, DomainError):
        return Response({"code": error.code, "sentence": error.sentence}, status=error.status)
    if isinstance(error, ValidationError):
        return Response({"code": "not_valid", "sentence": " ".join(error.messages)}, status=400)
    return exception_handler(error, context)
