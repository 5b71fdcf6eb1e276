"""Report something about an offender once: it is kept on every open case of theirs, at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import User
from cases.actions.events import record_event
from cases.enums import EventKind
from cases.models import Case, KeyEvent, Offender
from cases.queries.people import open_cases_of
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.working_days import LAST_DAY


class NoOpenCase(DomainError):
    """There is nothing to report to."""

    code = "no_open_case"


class EventDateIsImpossible(DomainError):
    """The date cannot belong to this offender's sentence, or to this kind of event."""

    code = "event_date_is_impossible"


@transaction.atomic
def report_event(*, offender: Offender, kind: str, happens_on: date, note: str = "", by: User) -> list[KeyEvent]:
    """Record the event on each open case. Sending the same report again on the same day changes nothing.

    Raises NoOpenCase, EventDateIsImpossible, or EventLiesAhead for something that has happened dated after today.
    """
    Offender.objects.select_for_update(no_key=True).get(pk=offender.pk)  # two presses of the button wait for each other
    cases = list(open_cases_of(offender))
    _refuse_impossible_date(cases, kind, happens_on)
    if sent := _sent_today(cases, kind, happens_on, note, by):
        return sent
    with clock.frozen_at(clock.now()):  # one report, one moment, however many cases
        return [record_event(case=case, kind=kind, happens_on=happens_on, note=note, by=by) for case in cases]


def _refuse_impossible_date(cases: Sequence[Case], kind: str, happens_on: date) -> None:
    if not cases:
        raise NoOpenCase("This offender has no open case with a victim liaison unit, so there is nobody to tell.")
    if happens_on < min(case.sentenced_on for case in cases):
        raise EventDateIsImpossible("The date is before the sentence. Check it.")
    if happens_on > LAST_DAY:
        raise EventDateIsImpossible(f"The date is after {LAST_DAY.year}. Check it.")
    if kind == EventKind.RELEASE_PLANNED and happens_on < clock.today():
        raise EventDateIsImpossible("A planned release cannot be in the past. If it has happened, choose “Released”.")


def _sent_today(cases: Sequence[Case], kind: str, happens_on: date, note: str, by: User) -> list[KeyEvent]:
    same = KeyEvent.objects.standing().filter(
        case__in=cases, kind=kind, happens_on=happens_on, note=note, reported_by=by
    )
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return list(same.filter(reported_at__gte=midnight))
