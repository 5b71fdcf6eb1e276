"""Urgent beats due: a table of situations, and from which day each is urgent (domain facts 2.4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.enums import EventKind
from tests.rules.test_working_days import CALENDAR
from victims.enums import UrgentReason
from victims.rules.urgency import KnownRelease, ReportedEvent, Urgency, UrgencyFacts, urgency

NOTHING: dict[str, Any] = {
    "first_contact_on": None,
    "referred_on": date(2026, 11, 12),
    "referrer_says_urgent": False,
    "releases": (),
}
CONTACT = {"first_contact_on": date(2026, 11, 16)}


def known(falls_on: date, recorded_on: date = date(2026, 11, 13)) -> KnownRelease:
    return KnownRelease(falls_on, recorded_on)


def event(kind: str, reported_on: date = date(2026, 11, 19)) -> ReportedEvent:
    return ReportedEvent(kind, happens_on=date(2026, 11, 23), reported_on=reported_on)


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        ({}, None),
        ({"referrer_says_urgent": True}, Urgency(date(2026, 11, 12), UrgentReason.REFERRER)),
        ({"referrer_says_urgent": True, **CONTACT}, None),
        # Fifteen working days before Thursday 24 December 2026.
        ({"releases": [known(date(2026, 12, 24))]}, Urgency(date(2026, 12, 3), UrgentReason.RELEASE_SOON)),
        ({"releases": [known(date(2026, 12, 24))], **CONTACT}, None),
        ({"untold": [event(EventKind.RELEASED)], **CONTACT}, Urgency(date(2026, 11, 19), UrgentReason.RELEASED)),
        ({"untold": [event(EventKind.UNLAWFULLY_AT_LARGE)]}, Urgency(date(2026, 11, 19), UrgentReason.AT_LARGE)),
        ({"untold": [event(EventKind.RECALL)]}, Urgency(date(2026, 11, 19), UrgentReason.RECALLED)),
        ({"untold": [event(EventKind.OPEN_CONDITIONS)], **CONTACT}, None),
    ],
)
def test_a_situation_is_urgent_from_a_day_and_for_a_reason(situation: dict[str, Any], expected: Urgency | None) -> None:
    assert urgency(UrgencyFacts(**{**NOTHING, **situation}), CALENDAR) == expected


@pytest.mark.parametrize("far", [date(2051, 1, 1), date(2063, 5, 4)])
def test_a_release_beyond_the_table_of_working_days_is_not_urgent_yet(far: date) -> None:
    assert urgency(UrgencyFacts(**{**NOTHING, "releases": [known(far)]}), CALENDAR) is None
    at_large = {"releases": [known(far)], "untold": [event(EventKind.UNLAWFULLY_AT_LARGE)]}
    assert urgency(UrgencyFacts(**{**NOTHING, **at_large}), CALENDAR) == Urgency(
        date(2026, 11, 19), UrgentReason.AT_LARGE
    )


def test_a_near_release_that_moves_beyond_the_table_is_urgent_no_more_until_it_is_near_again() -> None:
    far, near = known(date(2063, 5, 4), date(2026, 11, 16)), known(date(2026, 12, 1))
    assert urgency(UrgencyFacts(**{**NOTHING, "releases": [near, far]}), CALENDAR) is None
    again = known(date(2026, 12, 1), date(2026, 11, 18))
    assert urgency(UrgencyFacts(**{**NOTHING, "releases": [near, far, again]}), CALENDAR) == Urgency(
        date(2026, 11, 18), UrgentReason.RELEASE_SOON
    )


def test_a_planned_release_the_victim_knows_nothing_of_stays_urgent_after_first_contact() -> None:
    facts = UrgencyFacts(
        **{**NOTHING, **CONTACT, "releases": [known(date(2026, 11, 27))], "untold": [event(EventKind.RELEASE_PLANNED)]}
    )
    assert urgency(facts, CALENDAR) == Urgency(date(2026, 11, 13), UrgentReason.RELEASE_SOON)


def test_what_happened_gives_the_reason_and_the_earliest_ground_the_day() -> None:
    facts = UrgencyFacts(
        **{
            **NOTHING,
            "releases": [known(date(2026, 11, 20))],
            "untold": [event(EventKind.RECALL), event(EventKind.RELEASED)],
        }
    )
    assert urgency(facts, CALENDAR) == Urgency(date(2026, 11, 13), UrgentReason.RELEASED)


# Fifteen working days before Friday 5 February 2027 is 15 January, before 15 December it is 24 November.
FAR, NEAR, NEARER = date(2027, 2, 5), date(2026, 12, 15), date(2026, 12, 14)


@pytest.mark.parametrize(
    ("releases", "from_day"),
    [
        ([known(NEAR, date(2026, 12, 12))], date(2026, 12, 12)),  # nobody could have known before
        ([known(FAR, date(2026, 12, 7)), known(NEAR, date(2026, 12, 12))], date(2026, 12, 12)),
        ([known(NEAR, date(2026, 12, 7)), known(NEARER, date(2026, 12, 9))], date(2026, 12, 7)),  # near all the time
        ([known(NEAR, date(2026, 12, 7)), known(FAR, date(2026, 12, 9))], date(2027, 1, 15)),
        (
            [known(NEAR, date(2026, 12, 7)), known(FAR, date(2026, 12, 8)), known(NEAR, date(2026, 12, 10))],
            date(2026, 12, 10),
        ),
        ([known(FAR, date(2026, 12, 7)), known(FAR, date(2026, 12, 9))], date(2027, 1, 15)),
        ([known(NEAR, date(2026, 11, 2))], date(2026, 11, 24)),
        ([known(date(2026, 11, 20), date(2026, 10, 1))], date(2026, 11, 12)),  # known before the referral came
    ],
)
def test_a_release_is_urgent_from_the_day_it_is_known_to_be_near(releases: list[KnownRelease], from_day: date) -> None:
    facts = UrgencyFacts(**{**NOTHING, "releases": releases})
    assert urgency(facts, CALENDAR) == Urgency(from_day, UrgentReason.RELEASE_SOON)
