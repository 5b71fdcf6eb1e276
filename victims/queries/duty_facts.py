"""Facts of an enrolment for the rules of its duties, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Max, Q

from cases.enums import EventKind
from cases.models import KeyDate, KeyEvent
from victims.enums import VictimDecisionKind
from victims.models import ContactEntry, Enrolment, VictimDecision
from victims.rules.contact_duties import Reached
from victims.rules.duties import DutyFacts, UrgentFacts
from victims.rules.release_duties import CONDITIONS_ASKED, ReleaseFacts
from vlu.lib.clock import LONDON

ABOUT_RELEASE = (EventKind.RELEASED, EventKind.RECALL, EventKind.PAROLE_DECISION)


def duty_facts(enrolment: Enrolment, release: KeyDate | None, urgent: UrgentFacts) -> DutyFacts:
    contacts = _contacts(enrolment)
    latest = _latest_events(enrolment)
    return DutyFacts(
        scheme=enrolment.scheme,
        contacts=contacts,
        accepted_on=_accepted_on(enrolment),
        parole_decided_on=latest.get(EventKind.PAROLE_DECISION),
        release=release_facts(release, contacts, latest),
        urgent=urgent,
    )


def release_facts(release: KeyDate | None, contacts: Sequence[Reached], latest: Mapping[str, date]) -> ReleaseFacts:
    """`latest`: the last day of each kind of event."""
    return ReleaseFacts(
        release_on=release.falls_on if release else None,
        confirmed_on=release.recorded_at.astimezone(LONDON).date() if release and release.is_confirmed else None,
        released_on=latest.get(EventKind.RELEASED),
        recalled_on=latest.get(EventKind.RECALL),
        contacts=[one.happened_on for one in contacts],
        conditions_asked=[one.happened_on for one in contacts if CONDITIONS_ASKED in one.explained],
    )


def _contacts(enrolment: Enrolment) -> list[Reached]:
    return [reached for _, reached in contacts_that_reached(Q(enrolment=enrolment))]


def contacts_that_reached(which: Q) -> Iterator[tuple[int, Reached]]:
    """The enrolment of each with its facts, the oldest first. A contact that nobody here recorded comes from an earlier
    system."""
    rows = ContactEntry.objects.filter(which, reached=True).order_by("happened_on", "id")
    columns = ("enrolment", "id", "recorded_by", "happened_on", "channel", "outcome", "explained", "owes_reply")
    of_note = ("agreed_note__sent_on", "agreed_note__answered_on")
    for enrolment, key, by, happened_on, channel, outcome, explained, *rest in rows.values_list(*columns, *of_note):
        here = key if by is not None else None
        yield enrolment, Reached(happened_on, channel, outcome, frozenset(explained), here, *rest)


def _latest_events(enrolment: Enrolment) -> dict[str, date]:
    rows = KeyEvent.objects.standing().filter(case=enrolment.case_id, kind__in=ABOUT_RELEASE)
    return dict(rows.order_by().values("kind").annotate(latest=Max("happens_on")).values_list("kind", "latest"))


def _accepted_on(enrolment: Enrolment) -> date | None:
    accepted = VictimDecision.objects.current().filter(enrolment=enrolment, kind=VictimDecisionKind.ACCEPTED)
    return accepted.values_list("decided_on", flat=True).first()


def allocated_on(enrolment: Enrolment) -> date | None:
    """The day their present officer was given them."""
    since = enrolment.allocations.filter(until__isnull=True).values_list("since", flat=True).first()
    return since.astimezone(LONDON).date() if since else None
