"""Numbers other systems know an offender by: their pattern, canonical form and check letter (domain facts 9)."""

from __future__ import annotations

import re

from cases.enums import IdentifierScheme

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_NOMS = re.compile(r"^[A-Z][0-9]{4}[A-Z]{2}$")
_CRN = re.compile(r"^[A-Z][0-9]{6}$")
_PNC = re.compile(r"^(\d{2}|\d{4})/?(\d{1,7})([A-Z])$")
_CRO = re.compile(r"^(\d{1,6})/(\d{2})([A-Z])$")
_URN = re.compile(r"^[A-Z0-9]{4}[0-9]{3,7}$")
_CRO_SF = re.compile(r"^SF(\d{2})/(\d{1,6})([A-Z])$")


def canonical(scheme: str, raw: str, this_year: int) -> str | None:
    """The number in the form it is compared in, or None when its pattern or check letter does not hold.

    None is a warning, never a refusal: the text is kept as written and simply not matched on.
    """
    text = re.sub(r"\s+", "", raw).upper()
    match scheme:
        case IdentifierScheme.NOMS:
            return text if _NOMS.match(text) else None
        case IdentifierScheme.CRN:
            return text if _CRN.match(text) else None
        case IdentifierScheme.PNC:
            return _canonical_pnc(text, this_year)
        case IdentifierScheme.CRO:
            return _canonical_cro(text)
    return None


def police_case_number(raw: str) -> str | None:
    """The police's own number of a case (PTI URN) as they write it, or None for what is no such number."""
    text = re.sub(r"[\s/]+", "", raw).upper()
    return text if _URN.match(text) else None


def _check_letter(year: str, serial: str) -> str:
    return CHECK_LETTERS[int(year[-2:] + serial) % 23]


def _canonical_pnc(text: str, this_year: int) -> str | None:
    match = _PNC.match(text) or _short_pnc(text)
    if match is None:
        return None
    year, serial, letter = match[1], match[2].zfill(7), match[3]
    if len(year) == 2:
        year = ("20" if int(year) <= this_year % 100 else "19") + year
    return f"{year}/{serial}{letter}" if _check_letter(year, serial) == letter else None


def _short_pnc(text: str) -> re.Match[str] | None:
    """Without its slash a short number has a two-digit year: 033Y is 2003, serial 3."""
    return re.match(r"^(\d{2})(\d{1,7})([A-Z])$", text) if "/" not in text and len(text) < 12 else None


def _canonical_cro(text: str) -> str | None:
    if standard := _CRO.match(text):
        serial, year, letter = standard[1].zfill(6), standard[2], standard[3]
        return f"{serial}/{year}{letter}" if _check_letter(year, serial) == letter else None
    if local := _CRO_SF.match(text):
        year, serial, letter = local[1], local[2], local[3]
        return text if _check_letter(year, serial) == letter else None
    return None


def warning(scheme: str, raw: str, this_year: int) -> str:
    """A sentence for a number that does not hold; empty when it does."""
    if canonical(scheme, raw, this_year) is not None:
        return ""
    label = IdentifierScheme(scheme).label
    return f"{label} {raw} does not look right. We kept it as written and will not match on it."
