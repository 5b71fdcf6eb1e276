"""What is owed before a release: conditions before the hard stop, and contact where it is switched on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.test_working_days import CALENDAR
from victims.enums import DeadlineKind
from victims.rules.clocks import Reckoning
from victims.rules.limits import Limit
from victims.rules.release_duties import ReleaseFacts, release_duties

HARD_STOP = Limit("T40", 2, valid_from=date(2026, 11, 22), direction="before")
BY = Reckoning((HARD_STOP,), CALENDAR)
SWITCHED_ON = Reckoning(
    (
        Limit("T19A", 1, unit="month", direction="before"),
        Limit("T19B", 14, unit="calendar_day", direction="before"),
        Limit("T19C", 7, unit="calendar_day", direction="before"),
        Limit("T19D", 0, direction="on"),
    ),
    CALENDAR,
)
OFF = Reckoning(tuple(replace(limit, runs=False) for limit in SWITCHED_ON.limits), CALENDAR)
RELEASE = date(2027, 3, 5)


def hard_stop(facts: ReleaseFacts) -> list[tuple[date, date | None]]:
    return [(one.due_on, one.met_on) for one in release_duties(facts, BY)]


def test_conditions_are_asked_for_two_working_days_before_a_release() -> None:
    assert hard_stop(ReleaseFacts(RELEASE)) == [(date(2027, 3, 3), None)]


def test_for_a_release_beyond_the_table_of_working_days_no_day_is_made_up() -> None:
    far = ReleaseFacts(date(2063, 5, 4), confirmed_on=date(2026, 11, 23))
    assert hard_stop(far) == []
    assert list(release_duties(far, SWITCHED_ON)) == []


def test_a_release_on_a_day_off_counts_from_the_working_day_before() -> None:
    assert hard_stop(ReleaseFacts(date(2026, 12, 27))) == [(date(2026, 12, 22), None)]


def test_it_is_met_when_they_say_which_conditions_they_want() -> None:
    assert hard_stop(ReleaseFacts(RELEASE, conditions_asked=[date(2027, 1, 4)])) == [
        (date(2027, 3, 3), date(2027, 1, 4))
    ]


def test_after_a_recall_or_a_release_conditions_are_asked_for_anew() -> None:
    asked = ReleaseFacts(RELEASE, conditions_asked=[date(2026, 12, 1), date(2027, 2, 1)])
    assert hard_stop(replace(asked, recalled_on=date(2026, 12, 15))) == [(date(2027, 3, 3), date(2027, 2, 1))]
    assert hard_stop(replace(asked, released_on=date(2027, 2, 15))) == [(date(2027, 3, 3), None)]


def test_it_is_gone_once_the_release_has_happened_and_never_there_for_releases_before_this_began() -> None:
    assert hard_stop(ReleaseFacts(RELEASE, released_on=RELEASE)) == []
    assert hard_stop(ReleaseFacts(date(2026, 11, 20))) == []
    assert hard_stop(ReleaseFacts()) == []


def test_contact_before_release_is_off_unless_it_is_switched_on_and_the_date_confirmed() -> None:
    confirmed = ReleaseFacts(RELEASE, confirmed_on=date(2027, 1, 4))
    assert list(release_duties(confirmed, OFF)) == []
    assert list(release_duties(replace(confirmed, confirmed_on=None), SWITCHED_ON)) == []
    assert [(one.kind, one.due_on) for one in release_duties(confirmed, SWITCHED_ON)] == [
        (DeadlineKind.PRE_RELEASE, date(2027, 2, 5)),
        (DeadlineKind.PRE_RELEASE, date(2027, 2, 19)),
        (DeadlineKind.PRE_RELEASE, date(2027, 2, 26)),
        (DeadlineKind.PRE_RELEASE, RELEASE),
    ]


def test_each_of_them_is_met_by_the_first_contact_since_the_one_before() -> None:
    facts = ReleaseFacts(RELEASE, confirmed_on=date(2027, 1, 4), contacts=[date(2027, 1, 29), date(2027, 2, 22)])
    met = [one.met_on for one in release_duties(facts, SWITCHED_ON)]
    assert met == [date(2027, 1, 29), date(2027, 2, 22), date(2027, 2, 22), None]


def test_a_day_that_had_passed_when_the_date_was_confirmed_is_not_asked_for() -> None:
    late = ReleaseFacts(RELEASE, confirmed_on=date(2027, 2, 20))
    assert [one.limit_code for one in release_duties(late, SWITCHED_ON)] == ["T19C", "T19D"]
