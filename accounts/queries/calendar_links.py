"""Whose calendar a secret link opens, and what its owner is told of it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import structlog

from accounts.enums import Capability
from accounts.models import CalendarLink, User
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.pace import too_often

# Calendars ask a few times an hour, and the people of an office share one network address.
STRETCH = timedelta(minutes=10)
USES_OF_A_LINK = 30
USES_OF_A_CLIENT = 300
log = structlog.get_logger(__name__)


class CalendarReadTooOften(DomainError):
    """More than calendars ask in ten minutes: by one link, or from one network address."""

    code = "calendar_read_too_often"
    status = 429

    def __init__(self) -> None:
        super().__init__(
            "This was asked for very often in a short time, so it rests. It can be read again in 10 minutes."
        )


def hash_of(secret: str) -> str:
    """Enough for a secret of 256 random bits: there is no list of likely ones to try."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_of(person: User) -> CalendarLink | None:
    """The one that works."""
    return CalendarLink.objects.working().filter(person=person).first()


def get_calendar_link(secret: str, client: str) -> CalendarLink:
    """The link of that secret, with its owner as they are now, for somebody at that network address.

    Raises NotFound, the same for a secret that never was, one that was stopped, and one whose owner has left or has no
    calendar in their present role. Raises CalendarReadTooOften before anything is looked up.
    """
    hashed = hash_of(secret)
    of_client = too_often(f"calendar_client:{client}", at_most=USES_OF_A_CLIENT, within=STRETCH)
    # One that guesses leaves one count behind it, and not one for each guess.
    if of_client or too_often(f"calendar_link:{hashed}", at_most=USES_OF_A_LINK, within=STRETCH):
        log.warning("calendar_link.too_often", by_client=of_client)
        raise CalendarReadTooOften
    links = CalendarLink.objects.working().select_related("person__organisation")
    link = links.filter(digest=hashed).first()
    if link is None or not link.person.may(Capability.SEE_CALENDAR):
        raise NotFound
    return link
