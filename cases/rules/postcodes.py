"""United Kingdom postcodes: found at the end of an address, written one way."""

from __future__ import annotations

import re

# Outward part of one or two letters, a digit and perhaps one more letter or digit; inward part digit, letter, letter.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)[ ]*([0-9][A-Z]{2})\b")


def postcode_in(address: str) -> str:
    """The last postcode written in an address, as "CT1 2AB"; empty when there is none."""
    found = _POSTCODE.findall(" ".join(address.upper().split()))
    return " ".join(found[-1]) if found else ""


def district(postcode: str) -> str:
    """The part before the space: "CT1"."""
    return postcode_in(postcode).partition(" ")[0]
