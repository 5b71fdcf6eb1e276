"""The clocks and hints of a planned caseload, before its rows are written."""

from __future__ import annotations

from collections.abc import Sequence

from cases.queries.calendar import working_calendar
from cases.queries.eligibility import sentences_began_to_count
from victims.models import Enrolment
from victims.queries.duty_facts import release_facts
from victims.queries.facts import clock_facts_since
from victims.queries.limits import current_limits
from victims.queries.release_dates import NO_DATES, ReleaseDates, release_dates_of
from victims.rules.clocks import OFFICERS_KINDS, Clock, Reckoning, clocks_for
from victims.rules.contact_duties import Reached
from victims.rules.duties import DutyFacts, UrgentFacts, duties_of
from victims.rules.urgency import UrgencyFacts, urgency, urgent_before_contact


def wind(enrolments: Sequence[Enrolment], contacts: Sequence[Sequence[Reached]]) -> list[list[Clock]]:
    """The clocks of each enrolment, by the same rules as everywhere; its hints are set to what they say.

    `contacts` are those that reached them, for each enrolment."""
    by = Reckoning(current_limits(), working_calendar())
    releases = release_dates_of({enrolment.case_id for enrolment in enrolments})
    began = sentences_began_to_count({enrolment.offence_id for enrolment in enrolments})
    wound = []
    for enrolment, reached in zip(enrolments, contacts, strict=True):
        clocks = clocks_for(clock_facts_since(enrolment, began[enrolment.offence_id]), by.limits, by.calendar)
        if enrolment.is_open:
            clocks += _wind_open(enrolment, reached, releases.get(enrolment.case_id, NO_DATES), by)
            _hint_at_the_next(enrolment, clocks)
        wound.append(clocks)
    return wound


def _wind_open(enrolment: Enrolment, contacts: Sequence[Reached], releases: ReleaseDates, by: Reckoning) -> list[Clock]:
    """From when it is urgent, and its duties. The earlier system knew of one contact at most, and of no officer."""
    facts = UrgencyFacts(
        first_contact_on=enrolment.first_contact_on,
        referred_on=enrolment.referred_on,
        referrer_says_urgent=enrolment.referrer_says_urgent,
        releases=releases.known,
    )
    if ground := urgency(facts, by.calendar):
        enrolment.urgent_from, enrolment.urgent_reason = ground.from_day, ground.reason
    urgent = UrgentFacts(
        urgent_from=enrolment.urgent_from,
        before_contact=urgent_before_contact(facts, by.calendar),
        first_contact_on=enrolment.first_contact_on,
    )
    duties = DutyFacts(enrolment.scheme, contacts, release=release_facts(releases.current, contacts, {}), urgent=urgent)
    return duties_of(duties, by)


def _hint_at_the_next(enrolment: Enrolment, clocks: Sequence[Clock]) -> None:
    unmet = [clock for clock in clocks if clock.met_on is None and clock.kind in OFFICERS_KINDS]
    if unmet:
        following = min(unmet, key=lambda clock: clock.due_on)
        enrolment.next_kind, enrolment.next_due_on = following.kind, following.due_on
