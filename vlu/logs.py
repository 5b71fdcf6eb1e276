"""One JSON line per event on standard error, with the request id. Names of people never go into a log line."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import structlog
from structlog.typing import EventDict

_SIGNED_LINK = re.compile(r"/answer/[^/\s]+")
_CALENDAR_LINK = re.compile(r"/calendar/(?!link/)[^/\s]+")  # also one that somebody copied without its end


def place_in_code(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """An exception as its type and the lines of code it went through, causes first. Its own words are left out: a
    database error quotes the row it refused, name and note included."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(reversed(list(_without_its_words(error))))
    return event


def _without_its_words(error: BaseException) -> Iterator[str]:
    following: BaseException | None = error
    while following is not None:
        kind = type(following)
        yield "".join(traceback.format_tb(following.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}"
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def without_links(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Django logs the path of what it refuses. A secret link is a key while it works, so it is left out."""
    said = _SIGNED_LINK.sub("/answer/…", str(event["event"]))
    event["event"] = _CALENDAR_LINK.sub("/calendar/…", said)
    return event


BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]
PROCESSORS: list[Any] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    place_in_code,
    without_links,
    structlog.processors.JSONRenderer(),
]

structlog.configure(
    processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
