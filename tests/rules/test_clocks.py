"""Clocks are a pure function of facts, limits and the calendar, and each can say why it is due that day."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import Scheme
from tests.rules.test_working_days import CALENDAR
from victims.enums import DeadlineKind
from victims.rules.clocks import LIMIT_OF, STAGES, ClockFacts, clocks_for, standing
from victims.rules.limits import Limit

LIMITS = (
    Limit("T05", 10),
    Limit("T06", 20),
    Limit("T07", 40),
    Limit("T12", 5, valid_from=date(2022, 4, 1)),
    Limit("T13", 10, valid_from=date(2022, 4, 1)),
    Limit("T14", 15, valid_from=date(2022, 4, 1)),
)
SENTENCED = date(2026, 12, 18)
FACTS = ClockFacts(Scheme.VNS, SENTENCED, date(2026, 12, 22), None)


def test_every_stage_of_every_scheme_has_a_limit() -> None:
    assert set(LIMIT_OF) == {(kind, scheme) for kind in STAGES for scheme in Scheme}


def test_each_stage_starts_and_ends_where_the_limits_say() -> None:
    found = {
        clock.kind: (clock.started_on, clock.due_on, clock.met_on) for clock in clocks_for(FACTS, LIMITS, CALENDAR)
    }
    assert found == {
        DeadlineKind.REFERRAL: (SENTENCED, date(2026, 12, 29), date(2026, 12, 22)),
        DeadlineKind.FIRST_CONTACT: (date(2026, 12, 22), date(2027, 1, 8), None),
        DeadlineKind.OVERALL: (SENTENCED, date(2027, 1, 13), None),
    }


def test_without_a_referral_the_clock_from_referral_has_not_started() -> None:
    kinds = {clock.kind for clock in clocks_for(dataclasses.replace(FACTS, referred_on=None), LIMITS, CALENDAR)}
    assert kinds == {DeadlineKind.REFERRAL, DeadlineKind.OVERALL}


def test_a_limit_that_was_not_in_force_on_the_first_day_gives_no_clock() -> None:
    early = ClockFacts(Scheme.VNS, date(2022, 3, 31), date(2022, 4, 4), None)
    assert [clock.kind for clock in clocks_for(early, LIMITS, CALENDAR)] == [DeadlineKind.FIRST_CONTACT]


@given(
    sentenced=st.dates(date(2023, 1, 1), date(2030, 1, 1)),
    referred_after=st.integers(0, 200),
    contact_after=st.integers(-5, 200),
    scheme=st.sampled_from(Scheme),
)
def test_deriving_twice_gives_the_same_and_contact_never_moves_a_due_date(
    sentenced: date, referred_after: int, contact_after: int, scheme: Scheme
) -> None:
    referred = CALENDAR.add(sentenced, referred_after)
    without = ClockFacts(scheme, sentenced, referred, None)
    with_contact = dataclasses.replace(without, first_contact_on=CALENDAR.add(referred, contact_after))
    first, second = clocks_for(without, LIMITS, CALENDAR), clocks_for(without, LIMITS, CALENDAR)
    assert first == second
    assert [c.due_on for c in clocks_for(with_contact, LIMITS, CALENDAR)] == [c.due_on for c in first]


def test_the_version_in_force_on_the_first_day_decides_and_one_that_is_off_gives_no_clock() -> None:
    changed, off = date(2026, 12, 20), date(2027, 1, 1)
    versions = (
        Limit("T12", 5, valid_to=date(2026, 12, 19)),
        Limit("T12", 3, valid_from=changed, valid_to=date(2026, 12, 31)),
        Limit("T12", 3, valid_from=off, runs=False),
    )

    def due(sentenced: date) -> list[date]:
        return [clock.due_on for clock in clocks_for(ClockFacts(Scheme.VNS, sentenced, None, None), versions, CALENDAR)]

    assert due(SENTENCED) == [date(2026, 12, 29)]
    assert due(date(2026, 12, 21)) == [date(2026, 12, 24)]
    assert due(date(2027, 1, 4)) == []


@pytest.mark.parametrize(
    ("due_on", "met_on", "word", "days", "late"),
    [
        (date(2026, 11, 20), None, "due today", 0, False),
        (date(2026, 11, 25), None, "running", 3, False),
        (date(2026, 11, 18), None, "overdue", -2, True),
        (date(2026, 11, 20), date(2026, 11, 20), "met on time", 0, False),
        (date(2026, 11, 20), date(2026, 11, 23), "met late", -1, True),
        (date(2026, 11, 20), date(2026, 11, 16), "met on time", 4, False),
    ],
)
def test_where_a_clock_stands_is_a_word(due_on: date, met_on: date | None, word: str, days: int, late: bool) -> None:
    found = standing(due_on, met_on, date(2026, 11, 20), CALENDAR)
    assert (found.word, found.days, found.late) == (word, days, late)


def test_a_due_date_passed_over_a_weekend_is_overdue_on_the_saturday() -> None:
    assert standing(date(2026, 11, 20), None, date(2026, 11, 21), CALENDAR).word == "overdue"
