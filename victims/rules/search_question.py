"""What somebody typed into the search box: a name, a number, a date of birth, or a name with a year of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cases.enums import IdentifierScheme
from cases.rules.identifiers import canonical

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = "january|february|march|april|may|june|july|august|september|sept|october|november|december"
# Without a day, the months that people are named after are taken for names.
_WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_FULL}|{'|'.join(_MONTHS)})\.?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(
    r"\b(jan|january|feb|february|mar|march|apr|jun|jul|july|aug|sep|sept|september|oct|october|nov|november|dec|december)"
    r"\.?\s+(\d{4})\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<!\S)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?!\S)")
_ISO = re.compile(r"(?<!\S)(\d{4})-(\d{1,2})-(\d{1,2})(?!\S)")
_YEAR = re.compile(r"(?<!\S)((?:19|20)\d{2})(?!\S)")


@dataclass(frozen=True)
class Born:
    """A year, with a month, or with a month and a day, as far as it was typed."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def beyond(self) -> date:
        """The day after the last one it may mean."""
        if self.day:
            return date.fromordinal(self.first.toordinal() + 1)
        if self.month is None or self.month == 12:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)


@dataclass(frozen=True)
class Question:
    """`name` is what remains without a date of birth; `numbers` what the whole may be, as (scheme, value)."""

    text: str
    name: str
    born: Born | None = None
    numbers: tuple[tuple[str, str], ...] = ()


def read(text: str, this_year: int) -> Question:
    text = " ".join(text.split())
    held = ((scheme, canonical(scheme, text, this_year)) for scheme in IdentifierScheme.values)
    numbers = tuple((scheme, value) for scheme, value in held if value)
    for pattern, order in ((_WRITTEN, "dmy"), (_MONTH_OF_YEAR, "my"), (_FIGURES, "dmy"), (_ISO, "ymd"), (_YEAR, "y")):
        found = pattern.search(text)
        if found and (born := _born(dict(zip(order, found.groups(), strict=True)), this_year)):
            name = f"{text[: found.start()]} {text[found.end() :]}"
            return Question(text, " ".join(name.split()), born, numbers)
    return Question(text, text, None, numbers)


def _born(parts: dict[str, str | None], this_year: int) -> Born | None:
    """None when there is no such day or nobody living could be born in it."""
    month = parts.get("m") or ""
    born = Born(
        int(parts["y"] or 0),
        _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else (int(month) if month else None),
        int(parts.get("d") or 0) or None,
    )
    try:
        possible = date(1900, 1, 1) <= born.first and born.year <= this_year
    except ValueError:
        return None
    return born if possible else None
