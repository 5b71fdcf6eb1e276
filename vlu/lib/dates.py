"""Dates as this service writes them, on pages and in messages."""

from __future__ import annotations

from datetime import date


def in_words(day: date) -> str:
    """Friday 18 December 2026."""
    return f"{day:%A} {without_weekday(day)}"


def without_weekday(day: date) -> str:
    """8 December 2026: strftime alone would write 08."""
    return f"{day.day} {day:%B %Y}"
