"""Offence codes as written, and the row of the offence table they lead to (reference README, suffix rule)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

SUFFIXED = re.compile(r"^([A-Z]{2}\d{5}|COML\d{3})[ABCEI]$")
GENERIC = re.compile(r"^(CL77036|SC070(0[2-9]|1[0-3]))[ABCEI]?$")  # conspiracy and encouraging, of what is not said
ACTIVATION = re.compile(r"^(SE20512|CJ03523)$")  # a suspended sentence put into force; the offence is another
RESTRAINING_ORDER_MOVED = date(2020, 12, 1)  # PHA 1997 s.5 until the day before; SC2020 s.363 from this day


@lru_cache(maxsize=4096)
def look_up_order(code: str) -> tuple[str, ...]:
    """The code as written first; then without its letter for attempt, aid, conspiracy, encouraging or incitement."""
    code = code.strip().upper()
    match = SUFFIXED.match(code)
    return (code, match.group(1)) if match else (code,)


def is_activation(code: str) -> bool:
    return ACTIVATION.match(code.strip().upper()) is not None


def hides_the_offence(code: str) -> str:
    """A sentence for a code that stands for another offence, which must be asked for; otherwise empty."""
    if is_activation(code):
        return f"{code} means that a suspended sentence was activated. Ask which offence the sentence was first for."
    if GENERIC.match(code.strip().upper()):
        return f"{code} does not say which offence was meant. Ask for the code of that offence."
    return ""


def recording_error(code: str, committed_on: date | None) -> str:
    """A sentence when a restraining-order code stands on the wrong side of 1 December 2020; otherwise empty."""
    base = look_up_order(code)[-1]
    if committed_on is None:
        return ""
    if base == "PH97003" and committed_on >= RESTRAINING_ORDER_MOVED:
        return "PH97003 is recorded, but a breach on or after 1 December 2020 should be SE20002. Check the record."
    if base.startswith("SE20") and committed_on < RESTRAINING_ORDER_MOVED:
        return f"{base} is recorded, but a breach before 1 December 2020 should be PH97003. Check the record."
    return ""
