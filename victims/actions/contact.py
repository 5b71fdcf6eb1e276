"""Record a contact or an attempt. If it reached them, it meets the clocks: no button ever does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.actions.clocks import refresh_clocks
from victims.enums import DeadlineKind
from victims.models import ContactEntry, Deadline, Enrolment
from victims.rules.contact import reached
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.working_days import LAST_DAY

# The facts are kept and sealed, and not in the sentence: administrators read the trail and see no case.
RECORDED = audit.verb("enrolment.contact_recorded", "recorded a contact")


A_MOMENT = timedelta(seconds=10)
WHAT_WAS_WRITTEN = (
    "enrolment",
    "recorded_by",
    "happened_on",
    "happened_at",
    "channel",
    "outcome",
    "explained",
    "they_asked",
    "owes_reply",
    "already_knew",
    "already_knew_from",
    "note",
)


class ContactDateIsWrong(DomainError):
    code = "contact_date_is_wrong"


@transaction.atomic
def record_contact(
    *,
    enrolment: Enrolment,
    happened_on: date,
    channel: str,
    outcome: str,
    by: User,
    happened_at: time | None = None,
    explained: Sequence[str] = (),
    they_asked: str = "",
    owes_reply: bool = False,
    already_knew: str = "",
    already_knew_from: str = "",
    note: str = "",
    told_of: Sequence[Deadline] = (),
    steps_done: Sequence[Deadline] = (),
    next_step: str = "",
    next_on: date | None = None,
) -> ContactEntry:
    """Writes the entry; if it reached them, meets the first-contact clocks, and the clocks of events and of offers in
    `told_of`; meets the next steps in `steps_done`; sets the next step, if one was agreed; derives the clocks anew.

    Raises ContactDateIsWrong for a date after today or before the sentence, and for a next step beyond the years whose
    working days are known: no page could count down to it.
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    _refuse_impossible_date(locked, happened_on)
    entry = ContactEntry(
        enrolment=locked,
        happened_on=happened_on,
        happened_at=happened_at,
        channel=channel,
        outcome=outcome,
        reached=reached(channel, outcome),
        explained=list(explained),
        they_asked=they_asked,
        owes_reply=owes_reply,
        already_knew=already_knew,
        already_knew_from=already_knew_from,
        note=note,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    entry.full_clean()
    if not (told_of or steps_done or next_on) and (same := _just_recorded(entry)) is not None:
        return same
    entry.save()
    if entry.reached:
        _settle(locked, entry, told_of)
    _meet(locked, DeadlineKind.FOLLOW_UP, steps_done, entry)
    if next_on is not None:
        _agree_next_step(locked, next_step, happened_on, next_on)
    refresh_clocks(locked, clock.today())
    facts = {"channel": entry.get_channel_display(), "outcome": entry.get_outcome_display()}
    audit.record(RECORDED, locked, by, region=locked.region_id, **facts)
    enrolment.refresh_from_db()
    return entry


def _just_recorded(entry: ContactEntry) -> ContactEntry | None:
    """The very same entry, word for word, by the same person a moment ago: the button was pressed twice."""
    facts = {name: getattr(entry, name) for name in WHAT_WAS_WRITTEN}
    return ContactEntry.objects.filter(**facts, recorded_at__gte=entry.recorded_at - A_MOMENT).first()


def _refuse_impossible_date(enrolment: Enrolment, happened_on: date) -> None:
    if happened_on > clock.today():
        raise ContactDateIsWrong("The contact date cannot be after today.")
    if happened_on < enrolment.sentenced_on:
        raise ContactDateIsWrong("The contact date cannot be before the sentence.")


def _settle(enrolment: Enrolment, entry: ContactEntry, told_of: Sequence[Deadline]) -> None:
    earlier = enrolment.first_contact_on
    if earlier is None or entry.happened_on < earlier:
        enrolment.first_contact_on = entry.happened_on
        enrolment.save(update_fields=["first_contact_on"])
    _meet(enrolment, DeadlineKind.TELL_OF_EVENT, told_of, entry)
    _meet(enrolment, DeadlineKind.OFFER_AGAIN, told_of, entry)


def _meet(enrolment: Enrolment, kind: DeadlineKind, deadlines: Sequence[Deadline], entry: ContactEntry) -> None:
    """Only what somebody named: a promise must not vanish because of a call about something else."""
    named = [deadline.pk for deadline in deadlines]
    Deadline.objects.standing().filter(enrolment=enrolment, kind=kind, pk__in=named).update(met_on=entry.happened_on)


def _agree_next_step(enrolment: Enrolment, task: str, agreed_on: date, due_on: date) -> None:
    if due_on > LAST_DAY:
        raise ContactDateIsWrong(f"The next step cannot be after {LAST_DAY.year}.")
    deadline = Deadline(
        enrolment=enrolment, kind=DeadlineKind.FOLLOW_UP, task=task, started_on=agreed_on, due_on=due_on
    )
    deadline.full_clean()
    deadline.save()
