"""A limit that changes from a day on judges the cases that began since, and no case that began before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reports.actions.month_figures import count_months
from tests.reports.test_performance_command import cells
from victims.models import Enrolment, TimeLimit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

CHANGED_FROM, DAY_BEFORE = date(2026, 3, 9), date(2026, 3, 8)


@pytest.fixture
def shorter_since() -> None:
    """Fifteen working days over all for those sentenced until 8 March 2026, nine since."""
    row = TimeLimit.objects.get(code="T14")
    TimeLimit.objects.filter(pk=row.pk).update(valid_to=DAY_BEFORE)
    row.pk, row.amount, row.valid_from = None, 9, CHANGED_FROM
    row.save()


@pytest.mark.usefixtures("shorter_since")
def test_each_case_is_held_to_the_limit_of_the_day_it_began(enrolled: Callable[..., Enrolment]) -> None:
    enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 3), first_contact_on=date(2026, 3, 16))
    enrolled(CHANGED_FROM, referred_on=date(2026, 3, 10), first_contact_on=date(2026, 3, 23))

    overall = cells()[-1]
    assert (overall["n"], overall["min_days"], overall["max_days"], overall["on_time"]) == (2, 10, 10, 1)

    count_months()
    assert cells()[-1] == overall
