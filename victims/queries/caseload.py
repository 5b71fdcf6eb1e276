"""An officer's caseload, as the home page shows it: two statements, whatever the size of the service.

Written as SQL because this page is opened more than any other: the same four queries through the ORM took twice the
time, nearly all of it spent building the statements (decision 0011).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from accounts.models import User
from cases.enums import Scheme
from victims.enums import DeadlineKind, UrgentReason
from victims.queries.safe_contact import FIELDS as SAFE_CONTACT_FIELDS
from victims.rules.clocks import OFFICERS_KINDS
from victims.rules.wording import (
    SafeContactFacts,
    action_words,
    days_left_words,
    due_words,
    idle_words,
    safe_contact_short,
    tried_words,
)
from vlu.lib.person import short_name
from vlu.lib.working_days import WorkingCalendar

PAGE_SIZE = 25
WORKING_DAYS_IN_A_WEEK = 5
URGENT, OVERDUE, TODAY, THIS_WEEK, LATER, NOTHING_DUE = range(6)
GROUP_TITLES = {
    URGENT: "Urgent",
    OVERDUE: "Overdue",
    TODAY: "Due today",
    THIS_WEEK: "Next 5 working days",
    LATER: "Later",
    NOTHING_DUE: "Nothing due",
}

# What the list can be narrowed to: an officer does not tell the clocks of one contact apart. Every kind is in one.
KINDS_OF_WORK: dict[str, tuple[str, tuple[DeadlineKind, ...]]] = {
    "first_contact": (
        "First contact",
        (DeadlineKind.FIRST_CONTACT, DeadlineKind.OVERALL, DeadlineKind.URGENT_CONTACT),
    ),
    "tell_of_event": ("Tell them of an event", (DeadlineKind.TELL_OF_EVENT,)),
    "follow_up": ("Next step agreed", (DeadlineKind.FOLLOW_UP,)),
    "reply": ("Reply to what they asked", (DeadlineKind.REPLY,)),
    "note": ("Note or letter after a contact", (DeadlineKind.LETTER, DeadlineKind.SEND_NOTE, DeadlineKind.AGREE_NOTE)),
    "release": ("Licence conditions, and contact before release", (DeadlineKind.HARD_STOP, DeadlineKind.PRE_RELEASE)),
    "parole": ("Parole decision", (DeadlineKind.ASK_RECONSIDER, DeadlineKind.RECONSIDERATION)),
    "annual_contact": ("Annual contact", (DeadlineKind.ANNUAL_CONTACT,)),
    "offer_again": ("Offer contact again", (DeadlineKind.OFFER_AGAIN,)),
}

# The rule of EnrolmentQuerySet.visible_to for one's own rows (a test holds the two together).
# Read by the partial index enrolment_work_of_an_officer; an officer has a few hundred rows at most.
MINE = """
    SELECT id, reference, case_id, victim_id, scheme, next_kind, next_due_on, urgent_reason, wish,
           CASE WHEN urgent_from <= %(today)s THEN 0
                WHEN next_due_on < %(today)s THEN 1
                WHEN next_due_on = %(today)s THEN 2
                WHEN next_due_on <= %(week_ends)s THEN 3
                WHEN next_due_on IS NOT NULL THEN 4
                ELSE 5 END AS band
    FROM victims_enrolment
    WHERE officer_id = %(officer)s AND status = 'open' AND region_id = %(region)s
      AND (NOT restricted OR EXISTS (SELECT 1 FROM victims_accessgrant let_in
           WHERE let_in.enrolment_id = victims_enrolment.id AND let_in.person_id = %(officer)s
             AND let_in.until IS NULL))
"""
_PAGE = f"""
    WITH mine AS ({MINE}),
    page AS (
        SELECT * FROM mine
        WHERE (%(scheme)s = '' OR scheme = %(scheme)s)
          AND (%(kind)s = '' OR next_kind = ANY(%(of_that_kind)s))
          AND (%(group)s IS NULL OR band = %(group)s)
        ORDER BY band, next_due_on NULLS LAST, id
        LIMIT %(limit)s OFFSET %(offset)s
    )
    SELECT page.reference, page.band, page.scheme, page.next_kind, page.next_due_on, page.urgent_reason,
           page.wish,
           victim.first_names AS victim_first, victim.last_name AS victim_last,
           offender.first_names AS offender_first, offender.last_name AS offender_last,
           (SELECT count(*) FROM victims_contactentry attempt
            WHERE attempt.enrolment_id = page.id AND NOT attempt.reached) AS attempts,
           (SELECT json_agg(json_build_array(clock.kind, clock.task)
                            ORDER BY clock.due_on, clock.kind = 'urgent_contact', clock.id DESC)
            FROM victims_deadline clock
            WHERE clock.enrolment_id = page.id AND clock.met_on IS NULL AND clock.withdrawn_on IS NULL
              AND clock.kind = ANY(%(kinds)s)) AS tasks,
           safe.id AS safe_id, {", ".join(f"safe.{name}" for name in SAFE_CONTACT_FIELDS)}
    FROM page
    JOIN victims_victim victim ON victim.id = page.victim_id
    JOIN cases_case ON cases_case.id = page.case_id
    JOIN cases_offender offender ON offender.id = cases_case.offender_id
    LEFT JOIN victims_safecontact safe ON safe.victim_id = page.victim_id AND safe.superseded_at IS NULL
    ORDER BY page.band, page.next_due_on NULLS LAST, page.id
"""  # noqa: S608 - only column names of our own are put in; every value is a parameter
_TALLIES = f"SELECT band, scheme, count(*) FROM ({MINE}) mine GROUP BY band, scheme"  # noqa: S608 - as above


@dataclass(frozen=True)
class Filters:
    """What the address asks for; `kind` is one of KINDS_OF_WORK. Empty means everything."""

    scheme: str = ""
    kind: str = ""
    group: int | None = None


@dataclass(frozen=True)
class WorkRow:
    reference: str
    group: int
    action: str
    more: int
    victim: str
    offender: str
    scheme: str
    due_on: date | None
    days_left: str
    late: bool
    urgent_reason: str
    safe_contact: str
    attempts: int
    due: str
    tried: str


@dataclass(frozen=True)
class Tallies:
    """Whole-caseload numbers for the line under the heading and the tiles."""

    cases: int
    vns: int
    urgent: int
    overdue: int
    today: int
    this_week: int


def tallies(officer: User, today: date, calendar: WorkingCalendar) -> Tallies:
    """Counted by group and scheme in the database: at most eighteen small rows."""
    with connection.cursor() as cursor:
        cursor.execute(_TALLIES, own_rows(officer, today, calendar))
        counted: dict[tuple[int, str], int] = {(group, scheme): number for group, scheme, number in cursor.fetchall()}

    def in_group(wanted: int) -> int:
        return sum(number for (group, _), number in counted.items() if group == wanted)

    return Tallies(
        cases=sum(counted.values()),
        vns=sum(number for (_, scheme), number in counted.items() if scheme == Scheme.VNS),
        urgent=in_group(URGENT),
        overdue=in_group(OVERDUE),
        today=in_group(TODAY),
        this_week=in_group(THIS_WEEK),
    )


def work_page(
    officer: User, filters: Filters, page: int, today: date, calendar: WorkingCalendar
) -> tuple[list[WorkRow], bool]:
    """One page of an officer's own open work, in the order it is done, and whether another page follows."""
    asked = {
        **own_rows(officer, today, calendar),
        "scheme": filters.scheme,
        "kind": filters.kind,
        "of_that_kind": list(KINDS_OF_WORK[filters.kind][1]) if filters.kind else [],
        "group": filters.group,
        "kinds": list(OFFICERS_KINDS),
        "limit": PAGE_SIZE + 1,
        "offset": (page - 1) * PAGE_SIZE,
    }
    rows = [_row(found, today, calendar) for found in rows_found(_PAGE, asked)]
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def own_rows(officer: User, today: date, calendar: WorkingCalendar) -> dict[str, Any]:
    """The values MINE asks for. Of the region they work in now: what they left in another is not theirs to see."""
    week_ends = calendar.add(today, WORKING_DAYS_IN_A_WEEK)
    return {"officer": officer.pk, "region": officer.region_code, "today": today, "week_ends": week_ends}


def rows_found(statement: str, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        names = [column.name for column in cursor.description]
        for values in cursor.fetchall():
            yield dict(zip(names, values, strict=True))


def _row(found: dict[str, Any], today: date, calendar: WorkingCalendar) -> WorkRow:
    words = list(dict.fromkeys(action_words(kind, task) for kind, task in found["tasks"] or []))
    due_on = found["next_due_on"]
    safe = SafeContactFacts(**{name: found[name] for name in SAFE_CONTACT_FIELDS}) if found["safe_id"] else None
    return WorkRow(
        reference=found["reference"],
        group=found["band"],
        action=words[0] if words else idle_words(found["next_kind"], found["wish"]),
        more=max(len(words) - 1, 0),
        victim=short_name(found["victim_first"], found["victim_last"]),
        offender=short_name(found["offender_first"], found["offender_last"]),
        scheme=found["scheme"],
        due_on=due_on,
        days_left=days_left_words(due_on, today, calendar.count(today, due_on)) if due_on else "",
        late=bool(due_on and due_on < today),
        urgent_reason=UrgentReason(found["urgent_reason"]).label if found["band"] == URGENT else "",
        safe_contact=safe_contact_short(safe) if safe else "",
        attempts=found["attempts"],
        due=due_words(due_on, today, calendar.count(today, due_on)) if due_on else "",
        tried=tried_words(found["next_kind"], found["attempts"]),
    )
