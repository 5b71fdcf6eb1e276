"""The duties and the urgency of many enrolments, gathered in a fixed number of queries and derived by the Python rules:
what victims.actions.clocks.refresh_clocks does for one. A test holds the two together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Max, Q

from cases.enums import EventKind
from cases.models import KeyEvent, Sentence
from cases.queries.calendar import working_calendar
from cases.queries.eligibility import sentences_began_to_count
from victims.enums import VictimDecisionKind
from victims.models import Allocation, Deadline, Enrolment, VictimDecision
from victims.queries.complaint_facts import complaint_facts_of
from victims.queries.duty_facts import ABOUT_RELEASE, contacts_that_reached, release_facts
from victims.queries.facts import TO_TELL, urgency_facts_with
from victims.queries.limits import current_limits
from victims.queries.release_dates import NO_DATES, ReleaseDates, release_dates_of
from victims.rules.clocks import DERIVED, DUTIES, OF_COMPLAINTS, OFFICERS_KINDS, Clock, Reckoning
from victims.rules.complaints import ComplaintFacts, complaint_clocks
from victims.rules.contact_duties import Reached
from victims.rules.duties import DutyFacts, UrgentFacts, duties_of
from victims.rules.limits import Limit
from victims.rules.release_duties import ReleaseFacts
from victims.rules.urgency import Urgency, urgency, urgent_before_contact
from vlu.lib.arrays import in_one_array
from vlu.lib.clock import LONDON
from vlu.lib.errors import BeyondCalendarHorizon
from vlu.lib.working_days import WorkingCalendar

# kind, limit, task, started, due, met, contact, complaint, withdrawn
Stored = tuple[str, str, str, date, date, date | None, int | None, int | None, bool]

# Clocks that have no form in SQL and are compared by the Python rule.
BY_THE_RULE = (*DUTIES, *OF_COMPLAINTS)
NO_RELEASE = ReleaseFacts()
AT_ONCE = 5_000  # enrolments whose facts are held at one time


@dataclass(frozen=True)
class Owed:
    """What the facts of an enrolment give beside its stages."""

    enrolment: Enrolment
    ground: Urgency | None
    clocks: Sequence[Clock]

    @property
    def urgent(self) -> tuple[date | None, str]:
        """As an enrolment shows it: from which day and why."""
        return (self.ground.from_day, self.ground.reason) if self.ground else (None, "")

    @property
    def urgent_as_shown(self) -> bool:
        return self.urgent == (self.enrolment.urgent_from, self.enrolment.urgent_reason)


class ManyFacts:
    """Facts of the enrolments given, each table read once when it is first asked for."""

    def __init__(self, enrolments: Collection[int]) -> None:
        self.keys = in_one_array(enrolments)
        rows = Enrolment.objects.filter(pk__in=self.keys).only(
            *("case_id", "offence_id", "scheme", "referred_on", "first_contact_on", "referrer_says_urgent"),
            *("status", "wish", "urgent_from", "urgent_reason"),
        )
        self.enrolments = list(rows.order_by("pk"))
        self.cases = in_one_array({row.case_id for row in self.enrolments})

    @cached_property
    def contacts(self) -> Mapping[int, list[Reached]]:
        found: dict[int, list[Reached]] = defaultdict(list)
        for key, reached in contacts_that_reached(Q(enrolment__in=self.keys)):
            found[key].append(reached)
        return found

    @cached_property
    def complaints(self) -> Mapping[int, list[ComplaintFacts]]:
        return complaint_facts_of(self.keys)

    @cached_property
    def releases(self) -> Mapping[int, ReleaseDates]:
        return release_dates_of(self.cases)

    @cached_property
    def latest_events(self) -> Mapping[int, dict[str, date]]:
        found: dict[int, dict[str, date]] = defaultdict(dict)
        rows = KeyEvent.objects.standing().filter(case__in=self.cases, kind__in=ABOUT_RELEASE).order_by()
        for case, kind, latest in rows.values_list("case", "kind").annotate(latest=Max("happens_on")):
            found[case][kind] = latest
        return found

    @cached_property
    def accepted(self) -> Mapping[int, date]:
        rows = VictimDecision.objects.current().filter(enrolment__in=self.keys, kind=VictimDecisionKind.ACCEPTED)
        return dict(rows.values_list("enrolment", "decided_on"))

    @cached_property
    def allocated(self) -> Mapping[int, date]:
        rows = Allocation.objects.filter(enrolment__in=self.keys, until__isnull=True).values_list("enrolment", "since")
        return {key: since.astimezone(LONDON).date() for key, since in rows}

    @cached_property
    def to_tell(self) -> Mapping[int, list[Deadline]]:
        found: dict[int, list[Deadline]] = defaultdict(list)
        rows = Deadline.objects.standing().filter(enrolment__in=self.keys, kind__in=TO_TELL)
        for row in rows.select_related("event").order_by("pk"):
            found[row.enrolment_id].append(row)
        return found

    @cached_property
    def opened_for_them(self) -> set[int]:
        """Those with a standing clock that an action opened for their officer."""
        opened = set(OFFICERS_KINDS) - set(DERIVED)
        rows = Deadline.objects.standing().filter(enrolment__in=self.keys, kind__in=opened)
        return set(rows.values_list("enrolment", flat=True))

    @cached_property
    def began(self) -> Mapping[int, date | None]:
        """Of those with more than one sentence; the others have counted, or not, since it was passed."""
        offences = in_one_array({row.offence_id for row in self.enrolments})
        superseded = Sentence.objects.filter(offence__in=offences, superseded_at__isnull=False)
        return sentences_began_to_count(superseded.values_list("offence", flat=True).distinct())

    @cached_property
    def stored(self) -> Mapping[int, set[Stored]]:
        found: dict[int, set[Stored]] = defaultdict(set)
        rows = Deadline.objects.filter(enrolment__in=self.keys, kind__in=BY_THE_RULE)
        columns = ("enrolment", "kind", "limit_code", "task", "started_on", "due_on", "met_on")
        for key, *row, withdrawn_on in rows.values_list(*columns, "contact", "complaint", "withdrawn_on"):
            found[key].add((*row, withdrawn_on is not None))
        return found

    def first_contact_on(self, enrolment: Enrolment) -> date | None:
        began = self.began.get(enrolment.offence_id)
        if began is None:
            return enrolment.first_contact_on
        return next((one.happened_on for one in self.contacts[enrolment.pk] if one.happened_on >= began), None)

    def may_be_called(self, enrolment: Enrolment) -> bool:
        return enrolment.pk in self.opened_for_them if enrolment.is_dormant else enrolment.is_open


def owed_to_many(facts: ManyFacts) -> tuple[list[Owed], set[int]]:
    """What each is owed, by the limits and the calendar as they stand, and those with a day beyond the calendar."""
    by = Reckoning(current_limits(), working_calendar())
    owed, uncounted = [], set()
    for enrolment in facts.enrolments:
        try:
            owed.append(Owed(enrolment, *_derived(enrolment, facts, by)))
        except BeyondCalendarHorizon:
            uncounted.add(enrolment.pk)
    return owed, uncounted


def unlike_duties(enrolments: Collection[int]) -> tuple[set[int], set[int]]:
    """Those whose stored duties or urgency are not what their facts give, and those with a day beyond the calendar."""
    facts = ManyFacts(enrolments)
    owed, uncounted = owed_to_many(facts)
    return {one.enrolment.pk for one in owed if _differs(one, facts)}, uncounted


def _differs(one: Owed, facts: ManyFacts) -> bool:
    return not one.urgent_as_shown or not _as_stored(one.clocks, facts.stored.get(one.enrolment.pk, set()))


def enrolments_whose_duties_differ(enrolments: Collection[int]) -> set[int]:
    """Of these, the ones with a stored duty, or urgency, that is not what the facts give: to be derived again before it
    fires. One with a day beyond the calendar is not among them; the nightly check names it. No query for none."""
    differing: set[int] = set()
    keys = sorted(enrolments)
    for start in range(0, len(keys), AT_ONCE):
        differing |= unlike_duties(keys[start : start + AT_ONCE])[0]
    return differing


def _derived(enrolment: Enrolment, facts: ManyFacts, by: Reckoning) -> tuple[Urgency | None, Sequence[Clock]]:
    releases = facts.releases.get(enrolment.case_id, NO_DATES)
    contact_on = facts.first_contact_on(enrolment)
    about = urgency_facts_with(enrolment, facts.to_tell.get(enrolment.pk, []), contact_on, releases.known)
    ground = urgency(about, by.calendar) if facts.may_be_called(enrolment) else None
    of_complaints = list(complaint_clocks(facts.complaints.get(enrolment.pk, []), by))
    if not enrolment.is_open or enrolment.is_dormant:
        return ground, of_complaints
    contacts = facts.contacts.get(enrolment.pk, [])
    latest = facts.latest_events.get(enrolment.case_id, {})
    duties = duties_of(
        DutyFacts(
            scheme=enrolment.scheme,
            contacts=contacts,
            accepted_on=facts.accepted.get(enrolment.pk),
            parole_decided_on=latest.get(EventKind.PAROLE_DECISION),
            release=release_facts(releases.current, contacts, latest) if releases.current else NO_RELEASE,
            urgent=UrgentFacts(
                urgent_from=ground.from_day if ground else None,
                before_contact=urgent_before_contact(about, by.calendar),
                allocated_on=facts.allocated.get(enrolment.pk),
                first_contact_on=contact_on,
            ),
        ),
        by,
    )
    return ground, [*of_complaints, *duties]


def _as_stored(duties: Sequence[Clock], stored: set[Stored]) -> bool:
    """Whether what is stored says the same: each clock that the facts give stands, and no other does."""
    wanted: set[Any] = {
        (
            *(clock.kind, clock.limit_code, clock.task, clock.started_on, clock.due_on, clock.met_on),
            *(clock.contact, clock.complaint, False),
        )
        for clock in duties
    }
    return wanted == {row for row in stored if not row[-1]}


def clocks_of_limit(
    enrolments: Collection[int], code: str, limits: Sequence[Limit], calendar: WorkingCalendar
) -> list[date]:
    """Due days of the clocks that these limits would give by one of them, where nothing has met them yet."""
    facts, by = ManyFacts(enrolments), Reckoning(limits, calendar)
    due = []
    for enrolment in facts.enrolments:
        with suppress(BeyondCalendarHorizon):
            _, duties = _derived(enrolment, facts, by)
            due += [clock.due_on for clock in duties if clock.limit_code == code and clock.met_on is None]
    return due
