"""What is kept for a month always equals its cases: every change makes its month stale until it is counted again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.actions.calendar import make_calendar
from cases.models import BankHoliday, Offence
from reports.actions.month_figures import count_months
from reports.enums import OffenceGroup, Stage
from reports.figures import Group
from reports.models import MonthFigures, StaleMonth
from reports.queries.month_check import differing_months
from reports.queries.months import cover
from reports.queries.rules import counting_rules
from reports.queries.table_rows import table_rows
from reports.scope import Scope
from reports.table_4 import table_4
from victims.models import Enrolment, TimeLimit

MARCH = Scope(date(2026, 3, 1), date(2026, 3, 31))
Enrolled = Callable[..., Enrolment]


@pytest.fixture
def in_march(enrolled: Enrolled) -> Enrolment:
    """Referred after 3 working days, contacted after 8; the month is counted and kept."""
    made = enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 5), first_contact_on=date(2026, 3, 12))
    count_months()
    assert is_kept()
    return made


def is_kept() -> bool:
    return cover(MARCH, counting_rules()).kept == [MARCH.first]


def overall() -> Group:
    return table_4(table_rows(MARCH), MARCH.by)[-1]


def test_a_kept_month_is_not_counted_again(in_march: Enrolment) -> None:
    MonthFigures.objects.update(overall_total=80)  # so that a reader of the kept month shows itself
    assert overall().stages[Stage.OVERALL].mean == 80
    assert count_months() == 0


def test_a_new_case_is_in_the_figures_at_once(in_march: Enrolment, enrolled: Enrolled) -> None:
    enrolled(date(2026, 3, 31), referred_on=date(2026, 4, 1))
    assert not is_kept()
    assert overall().cases == 2
    assert count_months() == 1
    assert is_kept()
    assert overall().cases == 2


@pytest.mark.parametrize(
    "change",
    [
        {"first_contact_on": date(2026, 3, 4)},
        {"referred_on": None},
        {"scheme": "VCS"},
        {"region_id": "N54"},
        {"reporting_area": "Northumbria"},
        {"force": None},
        {"sentenced_on": date(2026, 2, 27)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_correction_makes_the_month_stale(in_march: Enrolment, change: dict[str, object]) -> None:
    Enrolment.objects.filter(pk=in_march.pk).update(**change)
    assert not is_kept()
    count_months()
    assert differing_months() == []


def test_extremes_come_down_again_when_a_date_was_wrong(in_march: Enrolment, enrolled: Enrolled) -> None:
    late = enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 5), first_contact_on=date(2026, 9, 1))
    count_months()
    assert overall().stages[Stage.OVERALL].most == 126
    Enrolment.objects.filter(pk=late.pk).update(first_contact_on=date(2026, 3, 3))
    count_months()
    assert overall().stages[Stage.OVERALL].most == 8


def test_a_case_moved_to_another_month_makes_both_stale(in_march: Enrolment) -> None:
    Enrolment.objects.filter(pk=in_march.pk).update(sentenced_on=date(2026, 5, 5))
    assert set(StaleMonth.objects.values_list("month", flat=True)) == {date(2026, 3, 1), date(2026, 5, 1)}


def test_a_change_that_no_figure_counts_leaves_the_month_fresh(in_march: Enrolment) -> None:
    Enrolment.objects.filter(pk=in_march.pk).update(urgent_from=date(2026, 3, 3), urgent_reason="released")
    assert is_kept()


def test_a_deleted_case_leaves_the_figures(in_march: Enrolment) -> None:
    Enrolment.objects.filter(pk=in_march.pk).delete()
    assert not is_kept()
    assert table_rows(MARCH) == []


def test_a_corrected_offence_moves_its_case_to_another_group(in_march: Enrolment) -> None:
    assert [row.offence_group for row in table_rows(MARCH)] == [OffenceGroup.STALKING]
    Offence.objects.filter(pk=in_march.offence_id).update(code="PH97004", label="")
    assert [row.offence_group for row in table_rows(MARCH)] == [OffenceGroup.HARASSMENT]


def test_another_limit_makes_every_month_stale(in_march: Enrolment) -> None:
    assert overall().stages[Stage.OVERALL].on_time == 1
    TimeLimit.objects.filter(code="T14").update(amount=7)
    assert not is_kept()
    assert overall().stages[Stage.OVERALL].on_time == 0
    assert count_months() == 1
    assert is_kept()


def test_a_bank_holiday_added_later_makes_every_month_stale(in_march: Enrolment) -> None:
    assert overall().stages[Stage.OVERALL].most == 8
    BankHoliday.objects.create(day=date(2026, 3, 9), title="A day off declared late")
    make_calendar()
    assert not is_kept()
    assert overall().stages[Stage.OVERALL].most == 7


def test_a_month_that_is_not_over_is_kept_for_a_period_that_ends_today(in_march: Enrolment) -> None:
    found = cover(MARCH.with_(last=date(2026, 3, 10)), counting_rules())
    assert (found.kept, found.counted) == ([date(2026, 3, 1)], [])


def test_a_month_with_cases_out_of_the_period_is_counted(in_march: Enrolment, enrolled: Enrolled) -> None:
    enrolled(date(2026, 3, 20))
    count_months()
    to_the_tenth = MARCH.with_(last=date(2026, 3, 10))
    assert cover(to_the_tenth, counting_rules()).kept == []
    assert [row.cases for row in table_rows(to_the_tenth)] == [1]
    around = Scope(date(2026, 2, 15), date(2026, 4, 15))
    found = cover(around, counting_rules())
    assert found.kept == [date(2026, 3, 1)]
    assert found.counted == [(date(2026, 2, 15), date(2026, 2, 28)), (date(2026, 4, 1), date(2026, 4, 15))]


def test_the_check_finds_a_kept_figure_that_is_not_its_cases(in_march: Enrolment) -> None:
    out = StringIO()
    call_command("count_target_months", "--check", stdout=out)
    assert out.getvalue() == "Every kept month equals its cases.\n"
    MonthFigures.objects.update(contact_on_time=0)
    with pytest.raises(CommandError, match="2026-03"):
        call_command("count_target_months", "--check", stdout=StringIO())


def test_counting_everything_anew_mends_it(in_march: Enrolment) -> None:
    MonthFigures.objects.update(contact_on_time=0)
    call_command("count_target_months", "--all", stdout=StringIO())
    assert differing_months() == []
    assert is_kept()
