"""What the interface for other systems takes in, and its errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import exception_handler

from vlu.lib.errors import DomainError


class TextThatCanBeKept(JSONParser):
    """JSON, but for text the database cannot hold (NUL, half of a pair of letters) and lists in lists without end."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except ParseError as refusal:
            raise ParseError("This is not JSON in UTF-8. Nothing was taken.") from refusal
        except RecursionError as refusal:
            raise ParseError("This is nested too deeply to be read.") from refusal
        if any("\0" in text or (not text.isascii() and _has_half_a_pair(text)) for text in _texts(data)):
            raise ParseError("There is a character here that no text holds: NUL, or half of a surrogate pair.")
        return data


def _texts(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _has_half_a_pair(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def errors_as_sentences(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, DomainError):
        return Response({"code": error.code, "sentence": error.sentence}, status=error.status)
    if isinstance(error, ValidationError):
        return Response({"code": "not_valid", "sentence": " ".join(error.messages)}, status=400)
    if isinstance(error, RequestDataTooBig):
        sentence = "This call is larger than 10 MB. Nothing was taken: send it in smaller parts."
        return Response({"code": "body_too_large", "sentence": sentence}, status=413)
    return exception_handler(error, context)
