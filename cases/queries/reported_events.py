"""What somebody has reported about an offender, one line a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from cases.models import KeyEvent, Offender


@dataclass(frozen=True)
class Report:
    """A report is kept on each open case of the offender: `events` are those rows."""

    kind: str
    happens_on: date
    note: str
    reported_at: datetime
    events: frozenset[int]


def reports_by(user: User, offender: Offender) -> list[Report]:
    """The latest first. Only the person's own: what others reported is not theirs to read here."""
    rows = KeyEvent.objects.standing().filter(case__offender=offender, reported_by=user).order_by("-reported_at", "-id")
    grouped: dict[tuple[datetime, str, date, str], list[int]] = {}
    for event in rows:
        one = (event.reported_at, event.get_kind_display(), event.happens_on, event.note)
        grouped.setdefault(one, []).append(event.pk)
    return [
        Report(kind, happens_on, note, reported_at, frozenset(events))
        for (reported_at, kind, happens_on, note), events in grouped.items()
    ]
