"""The two limits of youth offending teams: told within a working day, referred within ten of the end of the opt-out."""

from __future__ import annotations

from datetime import date

import pytest

from cases.enums import Scheme
from tests.rules.test_working_days import CALENDAR
from victims.enums import DeadlineKind
from victims.rules.clocks import START_WORDS, ClockFacts, clocks_for
from victims.rules.limits import Limit, explanation
from victims.rules.youth_teams import YouthDays, opt_out_words, out_of_order, told_words

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 11)
LIMITS = [Limit("T05", 10), Limit("T06", 20), Limit("T07", 30), Limit("T12", 5), Limit("T25", 10)]


def referral_clock(scheme: Scheme, ended_on: date | None) -> tuple[str, date, date]:
    facts = ClockFacts(scheme, MONDAY, date(2026, 12, 1), None, opt_out_ended_on=ended_on)
    (clock,) = [one for one in clocks_for(facts, LIMITS, CALENDAR) if one.kind == DeadlineKind.REFERRAL]
    return clock.limit_code, clock.started_on, clock.due_on


@pytest.mark.parametrize("scheme", [Scheme.VCS, Scheme.DISCRETIONARY])
def test_the_referral_counts_ten_working_days_from_the_end_of_the_opt_out(scheme: Scheme) -> None:
    assert referral_clock(scheme, date(2026, 11, 20)) == ("T25", date(2026, 11, 20), date(2026, 12, 4))


def test_while_no_end_is_known_it_counts_from_the_sentence() -> None:
    assert referral_clock(Scheme.VCS, None) == ("T05", MONDAY, date(2026, 11, 23))
    assert "from the day of the sentence" in opt_out_words(None)


def test_the_notification_scheme_keeps_its_own_limit() -> None:
    assert referral_clock(Scheme.VNS, date(2026, 11, 20))[0] == "T12"


def test_the_clock_says_what_day_it_counts_from() -> None:
    words = explanation(Limit("T25", 10), date(2026, 11, 20), date(2026, 12, 4), CALENDAR, start=START_WORDS["T25"])
    assert words == "10 working days after Friday 20 November 2026, the end of the opt-out period"


@pytest.mark.parametrize(
    ("told_on", "words"),
    [
        (MONDAY, "0 working days after the court’s information of Monday 9 November 2026: in time"),
        (TUESDAY, "1 working day after the court’s information of Monday 9 November 2026: in time"),
        (WEDNESDAY, "2 working days after the court’s information of Monday 9 November 2026: late"),
    ],
)
def test_telling_is_judged_in_working_days_from_the_courts_information(told_on: date, words: str) -> None:
    assert words in told_words(YouthDays(MONDAY, told_on, None), 1, CALENDAR)


def test_what_nobody_has_said_is_said_to_be_unknown() -> None:
    assert "has not said" in told_words(YouthDays(MONDAY, None, None), 1, CALENDAR)
    assert "is not known" in told_words(YouthDays(None, MONDAY, None), 1, CALENDAR)


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        (YouthDays(TUESDAY, MONDAY, None), "told_of_scheme_on"),
        (YouthDays(None, WEDNESDAY, TUESDAY), "opt_out_ended_on"),
        (YouthDays(WEDNESDAY, None, TUESDAY), "opt_out_ended_on"),
        (YouthDays(date(2026, 11, 6), None, None), "court_informed_on"),
        (YouthDays(MONDAY, MONDAY, MONDAY), None),
        (YouthDays(None, None, None), None),
    ],
)
def test_days_that_cannot_all_be_true_are_found(days: YouthDays, wrong: str | None) -> None:
    assert out_of_order(days, MONDAY) == wrong
