"""Words of the calendar: for the page, which only its reader opens, and for a feed, which anybody may come to see."""

from __future__ import annotations

from datetime import date

from victims.enums import DeadlineKind
from victims.rules.wording import FIRST_CONTACTS, days_left_words

FEED_NAME = "Work dates"
RESTRICTED = "Restricted case: something is due"
# What may be said of a clock outside the service. Any other kind says nothing but that something is due.
_OUTSIDE: dict[str, str] = {
    **dict.fromkeys(FIRST_CONTACTS, "first contact"),
    DeadlineKind.FOLLOW_UP: "next step",
}


def when_words(due_on: date, today: date, working_days: int) -> str:
    """How near a clock is, under its day: "due, 4 working days left"."""
    left = days_left_words(due_on, today, working_days)
    return f"due, {left}" if left.endswith("left") else left


def key_date_words(label: str, *, confirmed: bool) -> str:
    """A date of the sentence, for staff. One that nobody stands behind says so."""
    return label if confirmed else f"{label}, not confirmed"


def feed_clock(reference: str, kind: str, *, late: bool, restricted: bool) -> str:
    """Of a clock in a feed: the reference, and no word that tells of a person, an offence or an event."""
    if restricted:
        return RESTRICTED
    return f"{reference}: {_OUTSIDE.get(kind, 'something is')} {'late' if late else 'due'}"


def feed_key_date(reference: str, *, confirmed: bool, restricted: bool) -> str:
    """Of a key date in a feed. Which date it is would tell."""
    if restricted:
        return RESTRICTED
    return f"{reference}: key date" if confirmed else f"{reference}: key date, not confirmed"
