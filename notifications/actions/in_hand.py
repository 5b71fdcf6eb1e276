"""Put off one's own reminders of a clock, or say that it is in hand. The sweep reads these rows."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.queries.calendar import working_calendar
from notifications.access import refuse_all_but_the_officer, refuse_who_may_not_take
from notifications.actions.timers import plan_timers
from notifications.models import Acknowledgement, Snooze, Timer
from notifications.queries.in_hand import acknowledgement_of, in_hand_words, is_manager_of, stands
from notifications.rules.in_hand import days_to_wait_until, why_it_cannot_wait, why_it_is_not_taken
from victims.models import Deadline, Enrolment
from vlu.lib import clock
from vlu.lib.dates import in_words
from vlu.lib.errors import DomainError

PUT_OFF = audit.verb("clock.put_off", "put off their own reminders until {until}: {kind}, due {due}")
IN_HAND = audit.verb("clock.in_hand", "said that a date is in hand: {kind}, due {due}")


class CannotWait(DomainError):
    code = "cannot_wait"


class CannotBeTaken(DomainError):
    code = "cannot_be_taken"


class InHandAlready(DomainError):
    """Somebody was first. Their note stands."""

    code = "in_hand_already"


class DateHasMoved(DomainError):
    """What was said was said of another due date."""

    code = "date_has_moved"


@transaction.atomic
def snooze(*, deadline: Deadline, target_date: date, until: date, reason: str, by: User) -> Snooze:
    """The officer's own steps wait until that day; managers are told as before, and the due date stays.

    `target_date` is the due date the person saw. Raises NotYourClock, DateHasMoved, CannotWait.
    """
    locked, today, calendar = _locked(deadline, target_date), clock.today(), working_calendar()
    refuse_all_but_the_officer(by, locked.enrolment, today)
    urgent = bool(locked.enrolment.urgent_from and locked.enrolment.urgent_from <= today)
    if why := why_it_cannot_wait(locked.kind, locked.due_on, today, calendar, stands=stands(locked), urgent=urgent):
        raise CannotWait(why)
    days = days_to_wait_until(locked.due_on, today, calendar)
    if until not in days:
        raise CannotWait(f"Choose a working day from {in_words(days[0])} to {in_words(days[-1])}.")
    row = Snooze(deadline=locked, target_date=locked.due_on, until=until, reason=reason, by=by, at=clock.now())
    row.full_clean()
    row.save(force_insert=True)
    plan_timers([locked.enrolment_id])  # it is looked at again on that day
    audit.record(PUT_OFF, locked.enrolment, by, locked.enrolment.region_id, **_facts(locked), until=until.isoformat())
    return row


@transaction.atomic
def acknowledge(*, deadline: Deadline, target_date: date, note: str, by: User) -> Acknowledgement:
    """No step after the due date follows, for anybody, unless the date moves.

    `target_date` is the due date the person saw. Raises NotYourClock, DateHasMoved, CannotBeTaken, InHandAlready.
    """
    locked = _locked(deadline, target_date)
    today, manager = clock.today(), is_manager_of(by, locked.enrolment)
    refuse_who_may_not_take(by, locked.enrolment, today)
    if why := why_it_is_not_taken(locked.kind, locked.due_on, today, stands=stands(locked), manager=manager):
        raise CannotBeTaken(why)
    if first := acknowledgement_of(locked):
        raise InHandAlready(f"Somebody was first. {in_hand_words(first)}.")
    row = Acknowledgement(deadline=locked, target_date=locked.due_on, note=note, by=by, at=clock.now())
    row.full_clean()
    row.save(force_insert=True)
    plan_timers([locked.enrolment_id])  # a later limit for the same contact is looked at from now on,
    Timer.objects.filter(pk=locked.pk).delete()  # and nothing is left to be said of this one
    audit.record(IN_HAND, locked.enrolment, by, locked.enrolment.region_id, **_facts(locked))
    return row


def _locked(deadline: Deadline, target_date: date) -> Deadline:
    """The enrolment is locked, as by everything that changes its clocks: of two at once the second sees the first."""
    enrolment = Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=deadline.enrolment_id)
    found = Deadline.objects.get(pk=deadline.pk)
    found.enrolment = enrolment
    if found.due_on != target_date:
        raise DateHasMoved(
            f"The date has moved to {in_words(found.due_on)} since you looked. Open the case again to see why."
        )
    return found


def _facts(deadline: Deadline) -> dict[str, str]:
    """Never the reason or the note: they may name somebody."""
    return {"kind": deadline.get_kind_display().lower(), "due": deadline.due_on.isoformat()}
