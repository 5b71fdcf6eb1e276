"""References people can read over the telephone: unit, year, number. They say nothing about anybody."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"^[A-Z0-9][A-Z0-9-]{2,39}$")


def case_reference(prefix: str, year: int, number: int) -> str:
    """For example KSS-26-0412."""
    return f"{prefix}-{year % 100:02d}-{number:04d}"


def enrolment_reference(case: str, number: int) -> str:
    """The first person on a case carries the case's reference; each later one adds its number: KSS-26-0412-2."""
    return case if number == 1 else f"{case}-{number}"
