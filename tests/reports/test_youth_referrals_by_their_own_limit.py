"""A youth offending team's referral is counted from the end of the time to opt out, and anybody else's from sentence.

Figures, what is kept for a month, the cases behind a figure and the clock of the case say the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.enums import Role
from reports.actions.month_figures import count_months
from reports.queries.month_check import differing_months
from victims.actions.clocks import refresh_clocks
from victims.models import Enrolment, TimeLimit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Enrolled = Callable[..., Enrolment]
SENTENCED, OPT_OUT_ENDED = date(2026, 3, 2), date(2026, 3, 16)
REFERRED = date(2026, 3, 27)  # 19 working days after the sentence, 9 after the time to opt out


@pytest.fixture
def adult(enrolled: Enrolled) -> Enrolment:
    return enrolled(SENTENCED, scheme="VCS", verdict="STATUTORY_VCS", referred_on=REFERRED)


@pytest.fixture
def youth(enrolled: Enrolled) -> Enrolment:
    days = {"opt_out_ended_on": OPT_OUT_ENDED}
    return enrolled(SENTENCED, scheme="VCS", verdict="STATUTORY_VCS", referred_on=REFERRED, **days)


def referral_figures() -> dict[str, Any]:
    """Of March, of the one scheme there is."""
    out = StringIO()
    call_command("performance", "--from=2026-03-01", "--to=2026-03-31", "--json", stdout=out)
    cells = json.loads(out.getvalue())["cells"]
    found: dict[str, Any] = next(
        cell for cell in cells if cell["stage"] == "sentence_to_referral" and cell["group"] == "Overall"
    )
    return found


def test_the_youth_case_is_in_time_by_its_own_limit_and_the_adult_is_late(adult: Enrolment, youth: Enrolment) -> None:
    found = referral_figures()

    assert (found["n"], found["on_time"], found["min_days"], found["max_days"]) == (2, 1, 9, 19)


def test_a_shorter_limit_for_youth_teams_moves_their_figure_alone(adult: Enrolment, youth: Enrolment) -> None:
    TimeLimit.objects.filter(code="T05").update(amount=20)
    TimeLimit.objects.filter(code="T25").update(amount=8)

    assert referral_figures()["on_time"] == 1, "the adult case is in time now, and the youth case late"


def test_what_is_kept_says_so_and_follows_when_the_day_is_corrected(adult: Enrolment, youth: Enrolment) -> None:
    count_months()
    assert (referral_figures()["on_time"], differing_months()) == (1, [])

    Enrolment.objects.filter(pk=youth.pk).update(opt_out_ended_on=date(2026, 3, 3))

    assert referral_figures()["on_time"] == 0
    count_months()
    assert (referral_figures()["on_time"], differing_months()) == (0, [])


def test_the_cases_behind_the_figure_are_those_it_counts(
    adult: Enrolment, youth: Enrolment, signed_in: Callable[..., Client]
) -> None:
    address = "/targets/cases/?from=2026-03-01&to=2026-03-31&scheme=VCS&figure=sentence_to_referral&at_most=10"
    page = signed_in(Role.MANAGER).get(address).text

    assert youth.reference in page
    assert adult.reference not in page


def test_the_clock_of_each_case_agrees(adult: Enrolment, youth: Enrolment, friday: datetime) -> None:
    for enrolment in (adult, youth):
        refresh_clocks(enrolment, friday.date())
    due = {row.pk: row.deadlines.get(kind="referral").due_on for row in (adult, youth)}

    assert due == {adult.pk: date(2026, 3, 16), youth.pk: date(2026, 3, 30)}
