"""An administrator changes a limit from a day on, sees first what it would do, and the clocks follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.enums import Role
from accounts.models import AuditEntry, User
from tests.factories.cases import NOW
from victims.actions.limit_changes import (
    LimitBeginsTooEarly,
    LimitBeginsTooLate,
    LimitChange,
    LimitChangesLater,
    LimitDoesNotChange,
    LimitMustRun,
    LimitTooLong,
    change_limit,
)
from victims.actions.recompute_runs import recompute_as_due
from victims.clock_enums import RecomputeCause, RecomputeState
from victims.models import Deadline, Enrolment, RecomputeRun, TimeLimit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TODAY = NOW.date()
NINE = LimitChange(amount=9, runs=True, from_day=TODAY, source="Instruction 7 of 2026", confidence="H")
SENT = {
    "amount": "9",
    "runs": "yes",
    "from_day_day": str(TODAY.day),
    "from_day_month": str(TODAY.month),
    "from_day_year": str(TODAY.year),
    "source": "Instruction 7 of 2026",
    "confidence": "H",
}
Made = Callable[..., Enrolment]


@pytest.fixture
def admin(person: Callable[..., User]) -> User:
    return person(Role.ADMIN)


def due(enrolment: Enrolment) -> date:
    return Deadline.objects.get(enrolment=enrolment, kind="first_contact").due_on


def test_clocks_that_begin_from_that_day_move_and_older_ones_keep_their_limit(admin: User, enrolled: Made) -> None:
    older, today = enrolled(), enrolled(referred_on=TODAY)
    assert (due(older), due(today)) == (date(2026, 11, 26), date(2026, 12, 4))

    change_limit(code="T13", change=NINE, by=admin)
    recompute_as_due()

    assert (due(older), due(today)) == (date(2026, 11, 26), date(2026, 12, 3))
    run = RecomputeRun.objects.get(cause=RecomputeCause.LIMIT)
    assert (run.state, run.moved, run.asked_by) == (RecomputeState.DONE, 1, admin)


def test_the_change_is_written_down_and_both_versions_stand(admin: User) -> None:
    change_limit(code="T13", change=replace(NINE, from_day=date(2027, 1, 1)), by=admin)

    versions = TimeLimit.objects.filter(code="T13").values_list("valid_from", "valid_to", "amount", "entered_by")
    assert list(versions) == [
        (date(2022, 4, 1), date(2026, 12, 31), 10, None),
        (date(2027, 1, 1), None, 9, admin.pk),
    ]
    entry = AuditEntry.objects.get(verb="limit.changed")
    assert entry.facts["before"] == "10 working days after"
    assert (entry.facts["after"], entry.facts["day"]) == ("9 working days after", "2027-01-01")


def test_loading_the_reference_data_again_leaves_the_change(admin: User) -> None:
    change_limit(code="T13", change=NINE, by=admin)
    before = list(TimeLimit.objects.filter(code="T13").values_list("valid_from", "valid_to", "amount", "entered_by"))

    call_command("load_reference_data", verbosity=0)

    after = TimeLimit.objects.filter(code="T13").values_list("valid_from", "valid_to", "amount", "entered_by")
    assert list(after) == before


@pytest.mark.parametrize(
    ("code", "change", "error"),
    [
        ("T13", replace(NINE, from_day=date(2026, 11, 19)), LimitBeginsTooEarly),
        ("T13", replace(NINE, from_day=date(2206, 1, 1)), LimitBeginsTooLate),
        ("T13", replace(NINE, amount=10), LimitDoesNotChange),
        ("T22", replace(NINE, amount=999), LimitTooLong),
        ("T13", replace(NINE, runs=False), LimitMustRun),
        ("T25", replace(NINE, runs=False), LimitMustRun),
        ("T51", replace(NINE, runs=False), LimitMustRun),
    ],
)
def test_what_cannot_be_entered_is_refused(code: str, change: LimitChange, error: type[Exception], admin: User) -> None:
    with pytest.raises(error):
        change_limit(code=code, change=change, by=admin)
    assert not TimeLimit.objects.entered().exists()


def test_a_change_before_one_already_entered_is_refused_and_one_on_its_day_replaces_it(admin: User) -> None:
    later = replace(NINE, from_day=date(2027, 1, 1))
    change_limit(code="T13", change=later, by=admin)

    with pytest.raises(LimitChangesLater, match="1 January 2027"):
        change_limit(code="T13", change=replace(NINE, amount=8), by=admin)
    change_limit(code="T13", change=replace(later, amount=7), by=admin)

    assert list(TimeLimit.objects.filter(code="T13").values_list("amount", flat=True)) == [10, 7]


def test_contact_before_a_release_is_switched_on_from_a_day(admin: User) -> None:
    assert not TimeLimit.objects.get(code="T19B").runs

    change_limit(code="T19B", change=replace(NINE, amount=14), by=admin)

    assert list(TimeLimit.objects.filter(code="T19B").values_list("runs", flat=True)) == [False, True]


def test_the_page_says_what_would_move_before_anything_is_written(
    admin: User, enrolled: Made, signed_in: Callable[..., Client]
) -> None:
    enrolled()
    enrolled(referred_on=TODAY)

    page = signed_in(admin).post("/limits/T13/", {**SENT, "do": "look"}).content.decode()

    assert "Open clocks that would move: 1" in page
    assert "1 day earlier" in page
    assert "Victim Notification Scheme" in page
    assert "1 open clock by this limit began before that day and keeps the day it has now" in page
    assert not TimeLimit.objects.entered().exists()


def test_confirming_changes_the_limit_and_shows_how_far_the_recomputation_is(
    admin: User, signed_in: Callable[..., Client]
) -> None:
    browser = signed_in(admin)

    answer = browser.post("/limits/T13/", {**SENT, "do": "change"})

    run = RecomputeRun.objects.get()
    assert answer.headers["Location"] == f"/clock-checks/{run.key}/"
    assert "has not started yet" in browser.get(answer.headers["Location"]).content.decode()
    recompute_as_due()
    assert "0 corrected" in browser.get(answer.headers["Location"]).content.decode()
    assert "A limit changed" in browser.get("/clock-checks/").content.decode()
    assert "9 working days after" in browser.get("/limits/").content.decode()


def test_what_is_refused_is_said_on_the_page(admin: User, signed_in: Callable[..., Client]) -> None:
    page = signed_in(admin).post("/limits/T13/", {**SENT, "amount": "10", "do": "look"}).content.decode()

    assert "Limit T13 is 10 working days after receipt of referral on that day already" in page


def test_a_check_can_be_asked_for_by_hand(admin: User, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(admin).post("/clock-checks/")

    run = RecomputeRun.objects.get()
    assert answer.headers["Location"] == f"/clock-checks/{run.key}/"
    assert (run.cause, run.asked_by) == (RecomputeCause.BY_HAND, admin)
