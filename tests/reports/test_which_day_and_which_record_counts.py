"""A figure counts from the day the clocks began, and the same person on the same case once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from accounts.enums import Role
from reports.actions.month_figures import count_months
from reports.enums import Stage
from reports.figures import Group
from reports.queries.month_check import differing_months
from reports.queries.table_rows import table_rows
from reports.scope import Scope
from reports.table_4 import table_4
from victims.models import Enrolment

MARCH, NOVEMBER = Scope(date(2026, 3, 1), date(2026, 3, 31)), Scope(date(2026, 11, 1), date(2026, 11, 30))
Enrolled = Callable[..., Enrolment]


def overall(scope: Scope) -> Group:
    return table_4(table_rows(scope), scope.by)[-1]


@pytest.fixture
def beside(enrolled: Enrolled) -> Enrolment:
    """An ordinary case of March: referred after 3 working days, contacted after 8."""
    return enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 5), first_contact_on=date(2026, 3, 12))


@pytest.fixture
def activated(beside: Enrolment, enrolled: Enrolled) -> Enrolment:
    """Suspended in March, referred and called then; custody from Wednesday 18 November, called on the Monday after."""
    made = enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 10), first_contact_on=date(2026, 3, 12))
    count_months()
    Enrolment.objects.filter(pk=made.pk).update(counts_from=date(2026, 11, 18), contact_counted_on=date(2026, 11, 23))
    return made


def test_a_sentence_that_became_custody_counts_from_that_day(activated: Enrolment) -> None:
    for kept in (False, True):
        count_months() if kept else None
        assert overall(MARCH).cases == 1
        stages = overall(NOVEMBER).stages
        assert (stages[Stage.REFERRAL].most, stages[Stage.CONTACT].most, stages[Stage.OVERALL].most) == (0, 3, 3)
    assert differing_months() == []


def test_until_somebody_calls_it_has_no_contact_to_count(activated: Enrolment) -> None:
    Enrolment.objects.filter(pk=activated.pk).update(contact_counted_on=None)
    stages = overall(NOVEMBER).stages
    assert (stages[Stage.REFERRAL].n, stages[Stage.CONTACT].n, stages[Stage.OVERALL].n) == (1, 0, 0)


def test_the_cases_behind_the_figure_say_the_same(
    activated: Enrolment, friday: datetime, signed_in: Callable[..., Client]
) -> None:
    manager = signed_in(Role.MANAGER)
    november = manager.get("/targets/cases/?from=2026-11-01&to=2026-11-30&by=region").text
    march = manager.get("/targets/cases/?from=2026-03-01&to=2026-03-31&by=region").text
    assert activated.case.reference in november
    assert activated.case.reference not in march
    assert "18 Nov" in november


def test_a_duplicate_that_was_closed_into_another_is_not_counted(
    beside: Enrolment, enrolled: Enrolled, friday: datetime, signed_in: Callable[..., Client]
) -> None:
    twin = enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 30), first_contact_on=date(2026, 6, 1))
    count_months()
    assert (overall(MARCH).cases, overall(MARCH).stages[Stage.OVERALL].most) == (2, 61)

    closed = {"status": "closed", "closed_on": date(2026, 11, 20), "closed_because": "DUPLICATE"}
    Enrolment.objects.filter(pk=twin.pk).update(duplicate_of=beside, **closed)

    assert (overall(MARCH).cases, overall(MARCH).stages[Stage.OVERALL].most) == (1, 8)
    count_months()
    assert (overall(MARCH).cases, differing_months()) == (1, [])
    page = signed_in(Role.MANAGER).get("/targets/cases/?from=2026-03-01&to=2026-03-31&by=region").text
    assert beside.case.reference in page
    assert twin.case.reference not in page
