"""What somebody said about a clock for the due date it has now: put off, or in hand. And who may say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from accounts.enums import Capability
from accounts.models import User
from accounts.queries.absences import covered_today_by
from notifications.models import Acknowledgement, Reminder, Snooze
from notifications.queries.words import sentence_of
from notifications.rules.in_hand import why_it_cannot_wait, why_it_is_not_taken
from victims.models import Deadline, Enrolment
from victims.queries.case_page import ClockLine, ClockNote, VictimCard
from vlu.lib.clock import LONDON
from vlu.lib.dates import in_words
from vlu.lib.working_days import WorkingCalendar

_IN_HAND = "In hand:"
Said = TypeVar("Said", Snooze, Acknowledgement)


def officers_stood_for(user: User, today: date) -> frozenset[int]:
    """Whose clocks are this person's today: their own, and those of colleagues they cover for."""
    return frozenset({user.pk, *(absence.person_id for absence in covered_today_by(user, today))})


def is_manager_of(user: User, enrolment: Enrolment) -> bool:
    return user.may(Capability.ALLOCATE) and user.region_code == enrolment.region_id


def cards_with_notes(
    cards: Sequence[VictimCard], user: User, today: date, calendar: WorkingCalendar
) -> list[VictimCard]:
    """The cards of a case page, each clock with what was said about it: three queries."""
    notes = notes_on([line.deadline for card in cards for line in card.clocks], user, today, calendar)
    return [
        replace(card, clocks=[replace(line, note=notes[line.deadline.pk]) for line in card.clocks]) for card in cards
    ]


def lines_with_notes(lines: Sequence[ClockLine], user: User, today: date, calendar: WorkingCalendar) -> list[ClockLine]:
    """The clocks of one victim, each with what was said about it: three queries."""
    notes = notes_on([line.deadline for line in lines], user, today, calendar)
    return [replace(line, note=notes[line.deadline.pk]) for line in lines]


def notes_on(deadlines: Sequence[Deadline], user: User, today: date, calendar: WorkingCalendar) -> dict[int, ClockNote]:
    """By clock, of clocks this person may see. Clocks that are over have none."""
    standing = [row for row in deadlines if stands(row)]
    said, stood_for = _said(standing, today), officers_stood_for(user, today)
    notes = dict.fromkeys((row.pk for row in deadlines), ClockNote())
    for row in standing:
        sentences = said.get(row.pk, [])
        taken = any(sentence.startswith(_IN_HAND) for sentence in sentences)
        notes[row.pk] = ClockNote(
            sentences=tuple(sentences),
            may_wait=not taken and _may_wait(row, user, stood_for, today, calendar),
            may_take=not taken and _may_take(row, user, stood_for, today),
        )
    return notes


@dataclass(frozen=True)
class ReminderLine:
    """A reminder, with what was said of its clock since."""

    reminder: Reminder
    sentence: str
    is_late: bool
    note: ClockNote


def reminders_with_notes(
    reminders: Sequence[Reminder], user: User, today: date, calendar: WorkingCalendar
) -> list[ReminderLine]:
    """Of a reminder of another date than the clock has now, or one that names nobody, nothing is said."""
    notes = notes_on([clock for row in reminders if (clock := _clock_of(row))], user, today, calendar)
    return [
        ReminderLine(
            reminder=row,
            sentence=sentence_of(row),
            is_late=row.is_late_on(today),
            note=notes[clock.pk] if (clock := _clock_of(row)) else ClockNote(),
        )
        for row in reminders
    ]


def _clock_of(reminder: Reminder) -> Deadline | None:
    found = reminder.deadline
    if found is None or reminder.names_nobody or found.due_on != reminder.target_date:
        return None
    found.enrolment = reminder.enrolment
    return found


def acknowledgement_of(deadline: Deadline) -> Acknowledgement | None:
    found = Acknowledgement.objects.filter(deadline=deadline, target_date=deadline.due_on)
    return found.select_related("by").first()


def in_hand_words(row: Acknowledgement) -> str:
    return f"{_IN_HAND} {row.note} (said {row.by.name} on {in_words(row.at.astimezone(LONDON).date())})"


def snoozed_words(row: Snooze) -> str:
    return f"Officer’s reminders put off until {in_words(row.until)} by {row.by.name}: {row.reason}"


def _said(deadlines: Sequence[Deadline], today: date) -> dict[int, list[str]]:
    """Of two that were put off, the one that lasts longer counts, as it does in the sweep."""
    due = {row.pk: row.due_on for row in deadlines}
    snoozes = Snooze.objects.filter(deadline__in=due, until__gt=today).select_related("by").order_by("until", "pk")
    longest = {row.deadline_id: row for row in _of_this_date(snoozes, due)}
    said = {number: [snoozed_words(row)] for number, row in longest.items()}
    for taken in _of_this_date(Acknowledgement.objects.filter(deadline__in=due).select_related("by"), due):
        said.setdefault(taken.deadline_id, []).append(in_hand_words(taken))
    return said


def _of_this_date(rows: Iterable[Said], due: dict[int, date]) -> list[Said]:
    return [row for row in rows if row.target_date == due[row.deadline_id]]


def stands(deadline: Deadline) -> bool:
    return deadline.met_on is None and deadline.withdrawn_on is None and deadline.enrolment.is_open


def _may_wait(row: Deadline, user: User, stood_for: frozenset[int], today: date, calendar: WorkingCalendar) -> bool:
    enrolment = row.enrolment
    if not _is_theirs(enrolment, user, stood_for):
        return False
    urgent = bool(enrolment.urgent_from and enrolment.urgent_from <= today)
    return not why_it_cannot_wait(row.kind, row.due_on, today, calendar, stands=True, urgent=urgent)


def _may_take(row: Deadline, user: User, stood_for: frozenset[int], today: date) -> bool:
    manager = is_manager_of(user, row.enrolment)
    if not manager and not _is_theirs(row.enrolment, user, stood_for):
        return False
    return not why_it_is_not_taken(row.kind, row.due_on, today, stands=True, manager=manager)


def _is_theirs(enrolment: Enrolment, user: User, stood_for: frozenset[int]) -> bool:
    return enrolment.region_id == user.region_code and enrolment.officer_id in stood_for
