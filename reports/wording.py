"""How figures are written: whole per cent, days with one decimal, a true minus sign."""

from __future__ import annotations

from reports.figures import Moments

NONE = "no cases"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else NONE


def days(number: float) -> str:
    """One decimal for a mean; a whole number as it is."""
    text = f"{number:.1f}" if isinstance(number, float) else f"{number:,}"
    return text.replace("-", "\N{MINUS SIGN}")


def mean(moments: Moments) -> str:
    return NONE if moments.mean is None else days(moments.mean)


def reach(moments: Moments) -> str:
    """The range: −4 to 33."""
    if moments.least is None or moments.most is None:
        return NONE
    return f"{days(moments.least)} to {days(moments.most)}"
