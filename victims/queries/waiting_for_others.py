"""What an officer waits for from somebody else, on their home page: who, since when, what was asked, what follows.

One statement, for the reason in victims.queries.caseload (decision 0011).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from victims.queries.caseload import MINE, own_rows, rows_found
from victims.rules.clocks import DECISIONS
from victims.rules.waiting_for_others import Wait, asked_words, next_words, who_words
from vlu.lib.person import short_name
from vlu.lib.working_days import WorkingCalendar

MOST = 50
# A request concerns somebody who is not enrolled yet, so no name of theirs is here. It stands with the case, beside the
# first of the officer's people on it; not where somebody on the case is restricted whom they may not see.
_WAITS = f"""
    WITH mine AS ({MINE}),
    waits AS (
        SELECT mine.id, 'offer' AS wait, region.name AS who,
               (offer.offered_at AT TIME ZONE 'Europe/London')::date AS since, NULL::date AS due_on
        FROM mine
        JOIN victims_transferoffer offer ON offer.enrolment_id = mine.id AND offer.answer = ''
        JOIN accounts_region region ON region.code = offer.to_region_id
        UNION ALL
        SELECT person.id, 'referral', office.name, request.found_on, request.due_on
        FROM (SELECT case_id, min(id) AS id FROM mine GROUP BY case_id) person
        JOIN victims_referralrequest request ON request.case_id = person.case_id
         AND request.answer = '' AND request.verdict <> 'NOT_ELIGIBLE'
        JOIN cases_case ON cases_case.id = person.case_id AND cases_case.region_id = %(region)s
        JOIN accounts_organisation office ON office.id = request.organisation_id
        WHERE NOT EXISTS (
            SELECT 1 FROM victims_enrolment walled
            WHERE walled.case_id = person.case_id AND walled.restricted AND NOT EXISTS (
                SELECT 1 FROM victims_accessgrant let_in
                WHERE let_in.enrolment_id = walled.id AND let_in.person_id = %(officer)s AND let_in.until IS NULL))
        UNION ALL
        SELECT mine.id, 'verdict', '', (verdict.decided_at AT TIME ZONE 'Europe/London')::date, NULL
        FROM mine
        JOIN victims_eligibilityverdict verdict ON verdict.enrolment_id = mine.id
         AND verdict.superseded_at IS NULL AND verdict.waits_for_manager
        UNION ALL
        SELECT mine.id, clock.kind, '', clock.started_on, clock.due_on
        FROM mine
        JOIN victims_deadline clock ON clock.enrolment_id = mine.id AND clock.kind = ANY(%(managers_kinds)s)
         AND clock.met_on IS NULL AND clock.withdrawn_on IS NULL
        WHERE clock.started_on <= %(today)s
    )
    SELECT waits.wait, waits.who, waits.since, waits.due_on, mine.reference,
           victim.first_names AS victim_first, victim.last_name AS victim_last,
           offender.first_names AS offender_first, offender.last_name AS offender_last
    FROM waits
    JOIN mine ON mine.id = waits.id
    JOIN victims_victim victim ON victim.id = mine.victim_id
    JOIN cases_case ON cases_case.id = mine.case_id
    JOIN cases_offender offender ON offender.id = cases_case.offender_id
    ORDER BY waits.since, mine.id, waits.wait
    LIMIT {MOST}
"""  # noqa: S608 - only names of our own are put in; every value is a parameter


@dataclass(frozen=True)
class WaitRow:
    reference: str
    victim: str
    offender: str
    who: str
    asked: str
    since: date
    follows: str


def waiting_for_others(officer: User, today: date, calendar: WorkingCalendar) -> list[WaitRow]:
    """The longest first, MOST at most: one statement."""
    asked = {**own_rows(officer, today, calendar), "managers_kinds": list(DECISIONS)}
    return [
        WaitRow(
            reference=found["reference"],
            victim=short_name(found["victim_first"], found["victim_last"]),
            offender=short_name(found["offender_first"], found["offender_last"]),
            who=who_words(found["wait"], found["who"]),
            asked=asked_words(found["wait"]),
            since=found["since"],
            follows=next_words(Wait(found["wait"], found["who"], found["due_on"])),
        )
        for found in rows_found(_WAITS, asked)
    ]
