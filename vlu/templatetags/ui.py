"""How facts are worded on pages. Built into every template; no {% load %} is needed.

A filter of a date gives "" for None, so that a page can write `{{ day|date_in_words|default:"not known" }}`.
"""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime

from vlu.lib.dates import in_words

register = template.Library()

# Grey for a state, blue for a scheme, red only for late or danger.
LONGEST_ABBREVIATION = 4
TAG_COLOURS = frozenset({"grey", "blue", "red"})


@register.filter
def date_in_words(day: date | None) -> str:
    """Friday 18 December 2026."""
    return "" if day is None else in_words(_local(day))


@register.filter
def short_date(day: date | None) -> str:
    """18 Dec 2026."""
    return "" if day is None else f"{_local(day).day} {_local(day):%b %Y}"


@register.filter
def time_in_words(moment: datetime | None) -> str:
    """14:05, on the clock of England and Wales."""
    return "" if moment is None else f"{_local(moment):%H:%M}"


@register.filter
def moment_in_words(moment: datetime | None) -> str:
    """18 Dec 2026, 14:05."""
    return "" if moment is None else f"{short_date(moment)}, {time_in_words(moment)}"


@register.filter
def tag(text: str, colour: str = "grey") -> SafeString:
    """A GOV.UK tag: VNS stays in capitals, DISCRETIONARY is a word. Raises ValueError for a colour without meaning."""
    if colour not in TAG_COLOURS:
        raise ValueError(f"A tag is {', '.join(sorted(TAG_COLOURS))}; {colour!r} means nothing here.")
    words = text.capitalize() if text.isupper() and len(text) > LONGEST_ABBREVIATION else text
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


def _local(value: date) -> date:
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value
