"""A log line says where the code stopped and never whom it was about."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
import structlog
from django.db import IntegrityError

from tests.factories.victims import VictimFactory
from victims.models import Victim
from vlu.logs import BEFORE, PROCESSORS


def logged(message: str) -> dict[str, Any]:
    """The line that the log would hold for the exception being handled, as the settings have it written."""
    line = logging.LogRecord("django.request", logging.ERROR, "", 0, message, (), sys.exc_info())
    formatter = structlog.stdlib.ProcessorFormatter(processors=PROCESSORS, foreign_pre_chain=BEFORE)
    written: dict[str, Any] = json.loads(formatter.format(line))
    return written


@pytest.mark.django_db
def test_an_error_of_the_database_is_logged_by_type_and_place_without_the_row_it_quotes() -> None:
    known = VictimFactory(last_name="Fenwick")
    try:
        Victim.objects.create(reference=known.reference, last_name="Fenwick")
    except IntegrityError as error:
        its_words, line = str(error), logged("Internal Server Error")
    assert known.reference in its_words
    assert line["event"] == "Internal Server Error"
    assert "django.db.utils.IntegrityError" in line["exception"]
    assert "psycopg2.errors.UniqueViolation" in line["exception"]
    assert "test_logs.py" in line["exception"]
    assert known.reference not in json.dumps(line)


def test_a_line_without_an_error_stays_as_it_is() -> None:
    line = logged("Not Found")
    assert line["event"] == "Not Found"
    assert "exception" not in line


def test_a_signed_link_that_was_refused_is_not_in_the_line() -> None:
    assert (
        logged("Too Many Requests: /answer/eyJvZmZpY2U:1x:CY9a/RQ-1/")["event"] == "Too Many Requests: /answer/…/RQ-1/"
    )


@pytest.mark.parametrize("end", [".ics", ".ics/", "", ".ic"])
def test_a_calendar_link_that_was_refused_is_not_in_the_line(end: str) -> None:
    """Nor one that somebody copied without its end: it is the same key."""
    assert "Zm9yIG" not in logged(f"Not Found: /calendar/Zm9yIG15IGV5ZXM-_x{end}")["event"]
