"""Record what was reported about an offender. What must follow is worked out above, from `planned_at` being empty."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.enums import EVENT_TYPE_OF, EventKind, KeyDateKind, KeyDateSource
from cases.models import Case, EventType, KeyDate, KeyEvent
from vlu.lib import clock
from vlu.lib.errors import DomainError

# The facts are kept and sealed, and not in the sentence: administrators read the trail and see no case.
RECORDED = audit.verb("case.event_recorded", "recorded an event")

# Things that have happened cannot lie ahead; things that will happen cannot lie far behind.
HAS_HAPPENED = frozenset(
    {EventKind.RELEASED, EventKind.UNLAWFULLY_AT_LARGE, EventKind.PAROLE_DECISION, EventKind.DEATH}
)


class EventLiesAhead(DomainError):
    """Something that has happened was given a date still to come."""

    code = "event_lies_ahead"


@transaction.atomic
def record_event(*, case: Case, kind: str, happens_on: date, note: str = "", by: User) -> KeyEvent:
    """Keep the event as reported. A planned or actual release also becomes the case's current release date.

    Raises EventLiesAhead when something that has happened is dated after today.
    """
    if kind in HAS_HAPPENED and happens_on > clock.today():
        raise EventLiesAhead(
            f"{EventKind(kind).label} means it has happened, so the date cannot be after today. "
            "If it is still to come, choose “Release is planned”."
        )
    # Of two reports at once the later one has the later time, and the date of the case.
    Case.objects.select_for_update(no_key=True).only("pk").get(pk=case.pk)
    event = KeyEvent(
        case=case,
        kind=kind,
        event_type=EventType.objects.filter(code=EVENT_TYPE_OF[EventKind(kind)]).first(),
        happens_on=happens_on,
        note=note,
        reported_by=by,
        reported_at=clock.now(),
    )
    event.full_clean()
    event.save()
    if kind in {EventKind.RELEASE_PLANNED, EventKind.RELEASED}:
        _confirm_release(case, happens_on, by)
    audit.record(
        RECORDED, case, by, region=case.region_id, kind=event.get_kind_display(), happens_on=happens_on.isoformat()
    )
    return event


def _confirm_release(case: Case, falls_on: date, by: User) -> None:
    KeyDate.objects.current().filter(case=case, kind=KeyDateKind.RELEASE).update(superseded_at=clock.now())
    KeyDate.objects.create(
        case=case,
        kind=KeyDateKind.RELEASE,
        falls_on=falls_on,
        source=KeyDateSource.PRISON,
        recorded_by=by,
        recorded_at=clock.now(),
    )
