"""Make the secret link of one's own calendar, and stop it. The secret is shown once and kept nowhere."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.models import CalendarLink, User
from accounts.queries.calendar_links import hash_of
from vlu.lib import clock

MADE = audit.verb("calendar_link.made", "made a link for their calendar")
REPLACED = audit.verb("calendar_link.replaced", "made a new link for their calendar; the one before stopped")
STOPPED = audit.verb("calendar_link.stopped", "stopped the link for their calendar")
OCTETS = 32


@transaction.atomic
def make_calendar_link(*, by: User) -> str:
    """The secret of a new link. One made before stops in the same moment."""
    _locked(by)
    replaced = end_calendar_links(by)
    secret = secrets.token_urlsafe(OCTETS)
    link = CalendarLink(person=by, digest=hash_of(secret), made_at=clock.now())
    link.full_clean()
    link.save(force_insert=True)
    audit.record(REPLACED if replaced else MADE, by, by)
    return secret


@transaction.atomic
def stop_calendar_link(*, by: User) -> None:
    """From now on nobody reads anything by it. Stopping it twice changes nothing."""
    _locked(by)
    if end_calendar_links(by):
        audit.record(STOPPED, by, by)


def end_calendar_links(person: User) -> bool:
    """Whether there was one. Also for somebody who is deactivated: theirs stays ended if they come back."""
    return bool(CalendarLink.objects.working().filter(person=person).update(ended_at=clock.now()))


def note_use(link: CalendarLink, today: date) -> None:
    """For its owner to see. By the day: when exactly somebody's calendar asked is nobody's business."""
    CalendarLink.objects.filter(Q(last_used_on__isnull=True) | Q(last_used_on__lt=today), pk=link.pk).update(
        last_used_on=today
    )


def _locked(person: User) -> None:
    """Two presses of a button wait for each other."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
