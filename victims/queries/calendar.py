"""Key dates and clocks due of an officer's cases, or of a unit's: for the month page, and for a feed.

Read from what somebody may see and work now, at every reading: a case that left their list leaves their calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet
from django.utils.crypto import salted_hmac

from accounts.enums import Capability
from accounts.models import User
from cases.models import KeyDate
from victims.models import Deadline, Enrolment
from victims.rules.calendar_words import feed_clock, feed_key_date, key_date_words, when_words
from victims.rules.clocks import MANAGERS_KINDS, OFFICERS_KINDS
from victims.rules.icalendar import AllDay
from victims.rules.month import Month
from victims.rules.wording import FIRST_CONTACTS, action_words
from vlu.lib.person import short_name
from vlu.lib.working_days import WorkingCalendar

MOST = 1000  # entries on a page, which is more than one officer has
FEED_AHEAD = timedelta(days=400)
# Fetched by themselves: joined to the table that chooses them, PostgreSQL reads all of it for a unit's late clocks.
_WITH_NAMES = Enrolment.objects.select_related("victim", "officer")
_LATER_LIMIT_OF_ONE_CONTACT = Q(kind__in=FIRST_CONTACTS) & Exists(
    Deadline.objects.standing()
    .filter(enrolment=OuterRef("enrolment"), kind__in=FIRST_CONTACTS)
    .filter(Q(due_on__lt=OuterRef("due_on")) | Q(due_on=OuterRef("due_on"), pk__lt=OuterRef("pk")))
)


@dataclass(frozen=True)
class CalendarEntry:
    """`victim_page` is the reference of an enrolment, `case_page` that of a case: one of them is where it leads."""

    on: date
    action: str
    about: str
    when: str
    late: bool
    victim_page: str = ""
    case_page: str = ""
    officer: str = ""


@dataclass(frozen=True)
class CalendarEntries:
    """`left_out`: there is more than a page can show, so that an officer must be chosen."""

    rows: list[CalendarEntry]
    left_out: bool


@dataclass(frozen=True)
class CalendarOf:
    """Whose calendar somebody reads: an officer their own; a manager that of the unit, or of one officer of it."""

    reader: User
    officer: User | None = None

    @property
    def is_of_unit(self) -> bool:
        return self.officer is None and not self.reader.may(Capability.WORK_CASELOAD)

    @property
    def enrolments(self) -> QuerySet[Enrolment]:
        """Open ones. Restricted ones only for people let in; none for somebody without a calendar."""
        if not self.reader.may(Capability.SEE_CALENDAR):
            return Enrolment.objects.none()
        rows = Enrolment.objects.owned_by_unit_of(self.reader).order_by()
        if self.reader.may(Capability.WORK_CASELOAD):
            return rows.worked_by(self.reader)
        return rows.worked_by(self.officer) if self.officer else rows.open()

    @property
    def clocks(self) -> QuerySet[Deadline]:
        """Standing ones; of the limits for first contact the one due first, as on the home page. What waits for a
        manager stands in the calendar of the unit alone."""
        kinds = [*OFFICERS_KINDS, *MANAGERS_KINDS] if self.is_of_unit else [*OFFICERS_KINDS]
        return (
            Deadline.objects.standing()
            .filter(~_LATER_LIMIT_OF_ONE_CONTACT, kind__in=kinds, enrolment__in=self.enrolments.values("pk"))
            .prefetch_related(Prefetch("enrolment", queryset=_WITH_NAMES))
            .order_by("due_on", "id")
        )

    @property
    def key_dates(self) -> QuerySet[KeyDate]:
        """Once for a case, however many of its victims are theirs; `walled_off` when one of those is restricted."""
        theirs = self.enrolments.filter(case=OuterRef("case"))
        walled_off = ExpressionWrapper(Q(Exists(theirs.filter(restricted=True))), output_field=BooleanField())
        return (
            KeyDate.objects.current()
            .filter(Exists(theirs))
            .annotate(walled_off=walled_off)
            .select_related("case__offender")
            .order_by("falls_on", "id")
        )


def entries_of_month(whose: CalendarOf, month: Month, today: date, calendar: WorkingCalendar) -> CalendarEntries:
    """By day, what is due before what is only to be known. Three statements."""
    days = (month.first, month.last)
    due = [_clock_entry(clock, whose, today, calendar) for clock in whose.clocks.filter(due_on__range=days)[: MOST + 1]]
    known = [_key_date_entry(key_date) for key_date in whose.key_dates.filter(falls_on__range=days)[: MOST + 1]]
    rows = sorted(dict.fromkeys([*due, *known]), key=lambda entry: entry.on)
    return CalendarEntries(rows[:MOST], left_out=max(len(due), len(known), len(rows)) > MOST)


def late_before(whose: CalendarOf, month: Month, today: date, calendar: WorkingCalendar) -> CalendarEntries:
    """What fell due before the month and is still to be done, the longest late first. Two statements."""
    clocks = whose.clocks.filter(due_on__lt=month.first)[: MOST + 1]
    rows = list(dict.fromkeys(_clock_entry(clock, whose, today, calendar) for clock in clocks))
    return CalendarEntries(rows[:MOST], left_out=len(clocks) > MOST)


def feed_entries(reader: User, today: date) -> list[AllDay]:
    """Everything standing up to 400 days ahead, by reference alone. A manager's holds what waits for a manager: a whole
    unit is too much for anybody's own calendar. An entry of a restricted case cannot be told from another but by its
    `uid`, which is made of no reference and no number."""
    whose = CalendarOf(reader)
    ahead = today + FEED_AHEAD
    clocks = whose.clocks.filter(due_on__lte=ahead)
    if whose.is_of_unit:
        return [_fed_clock(clock, today) for clock in clocks.filter(kind__in=MANAGERS_KINDS)]
    dates = whose.key_dates.filter(falls_on__range=(today, ahead))
    return [*(_fed_clock(clock, today) for clock in clocks), *map(_fed_key_date, dates)]


def _fed_clock(clock: Deadline, today: date) -> AllDay:
    enrolment, late = clock.enrolment, clock.due_on < today
    words = feed_clock(enrolment.reference, clock.kind, late=late, restricted=enrolment.restricted)
    return AllDay(_uid("clock", clock.pk), clock.due_on, words)


def _fed_key_date(row: KeyDate) -> AllDay:
    """One that is moved stays one."""
    walled_off: bool = row.walled_off  # type: ignore[attr-defined]
    words = feed_key_date(row.case.reference, confirmed=row.is_confirmed, restricted=walled_off)
    return AllDay(_uid("date", row.case_id, row.kind), row.falls_on, words)


def _clock_entry(clock: Deadline, whose: CalendarOf, today: date, calendar: WorkingCalendar) -> CalendarEntry:
    enrolment = clock.enrolment
    victim = enrolment.victim
    officer = enrolment.officer.name if enrolment.officer else "not allocated"
    return CalendarEntry(
        on=clock.due_on,
        action=f"{action_words(clock.kind, clock.task)} · {short_name(victim.first_names, victim.last_name)}",
        about=enrolment.reference,
        when=when_words(clock.due_on, today, calendar.count(today, clock.due_on)),
        late=clock.due_on < today,
        victim_page=enrolment.reference,
        officer=officer if whose.is_of_unit else "",
    )


def _key_date_entry(key_date: KeyDate) -> CalendarEntry:
    offender = key_date.case.offender
    words = key_date_words(key_date.get_kind_display(), confirmed=key_date.is_confirmed)
    return CalendarEntry(
        on=key_date.falls_on,
        action=f"{words} · {short_name(offender.first_names, offender.last_name)}",
        about=key_date.case.reference,
        when="",
        late=False,
        case_page=key_date.case.reference,
    )


def _uid(*what: object) -> str:
    """The same at every reading, and made so that nobody learns a number of ours from it."""
    return salted_hmac("victims.queries.calendar", " ".join(map(str, what)), algorithm="sha256").hexdigest()[:32]
