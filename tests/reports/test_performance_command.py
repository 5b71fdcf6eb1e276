"""The command that prints Table 4: its shape, its schemes and groups, and what it says when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import User
from victims.models import Enrolment, TimeLimit

Enrolled = Callable[..., Enrolment]
PERIOD = ("--from", "2026-03-01", "--to", "2026-03-31")


def cells(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("performance", *PERIOD, *arguments, "--json", stdout=out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())["cells"]
    return found


def contacted_after(enrolled: Enrolled, end: date, **facts: Any) -> Enrolment:
    return enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 3), first_contact_on=end, **facts)


def test_the_shape_of_a_cell_is_the_stable_one(enrolled: Enrolled) -> None:
    contacted_after(enrolled, date(2026, 3, 16))
    assert cells()[2] == {
        "scheme": "VNS",
        "group": "Kent, Surrey and Sussex",
        "stage": "sentence_to_contact",
        "n": 1,
        "on_time": 1,
        "on_time_percent": 100.0,
        "mean_days": 10.0,
        "min_days": 10,
        "max_days": 10,
    }


def test_a_stage_without_both_dates_has_no_mean(enrolled: Enrolled) -> None:
    enrolled(date(2026, 3, 2), referred_on=date(2026, 3, 3))
    contact = cells()[1]
    assert (contact["n"], contact["on_time_percent"], contact["mean_days"], contact["min_days"]) == (
        0,
        None,
        None,
        None,
    )


def test_overall_pools_the_cases_of_the_groups(enrolled: Enrolled) -> None:
    for _ in range(3):
        contacted_after(enrolled, date(2026, 3, 3))
    contacted_after(enrolled, date(2026, 4, 14), region="N54", force="Northumbria")
    overall = cells()[-1]
    assert (overall["group"], overall["n"], overall["on_time"]) == ("Overall", 4, 3)
    assert overall["mean_days"] == (1 + 1 + 1 + 29) / 4


def test_each_scheme_is_held_to_its_own_limits_and_ends_with_overall(enrolled: Enrolled) -> None:
    for scheme in ("VNS", "VCS", "DISCRETIONARY"):
        contacted_after(enrolled, date(2026, 4, 14), scheme=scheme)  # 29 working days after sentence
    found = [
        (cell["scheme"], cell["group"], cell["on_time"]) for cell in cells() if cell["stage"] == "sentence_to_contact"
    ]
    kss = "Kent, Surrey and Sussex"
    assert found == [
        ("VCS", kss, 1),
        ("VCS", "Overall", 1),
        ("VNS", kss, 0),
        ("VNS", "Overall", 0),
        ("DISCRETIONARY", kss, 1),
        ("DISCRETIONARY", "Overall", 1),
    ]


def test_the_limits_are_read_from_the_table(enrolled: Enrolled) -> None:
    contacted_after(enrolled, date(2026, 3, 16))
    TimeLimit.objects.filter(code="T14").update(amount=9)
    assert cells()[-1]["on_time"] == 0


def test_grouping_by_witness_care_unit_names_the_force_and_those_not_known(enrolled: Enrolled) -> None:
    contacted_after(enrolled, date(2026, 3, 16), force="Sussex")
    Enrolment.objects.filter(pk=contacted_after(enrolled, date(2026, 3, 16)).pk).update(force=None)
    assert [cell["group"] for cell in cells("--by", "wcu")[::3]] == ["Sussex", "Not known", "Overall"]


def test_grouping_by_officer_tells_two_of_one_name_apart(enrolled: Enrolled, person: Callable[..., User]) -> None:
    for email in ("jo.reed@example.org", "jo.reed2@example.org"):
        contacted_after(enrolled, date(2026, 3, 16), officer=person(Role.VLO, name="Jo Reed", email=email))
    contacted_after(enrolled, date(2026, 3, 16))
    assert [cell["group"] for cell in cells("--by", "officer")[::3]] == [
        "Jo Reed (jo.reed2@example.org)",
        "Jo Reed (jo.reed@example.org)",
        "Not allocated",
        "Overall",
    ]


def test_for_people_it_prints_a_table(enrolled: Enrolled) -> None:
    contacted_after(enrolled, date(2026, 3, 16))
    out = StringIO()
    call_command("performance", *PERIOD, stdout=out)
    assert out.getvalue().splitlines()[3].split() == (
        ["VNS", "Kent,", "Surrey", "and", "Sussex", "sentence_to_contact", "1", "1", "100.0", "10.0", "10", "10"]
    )


def test_a_date_beyond_the_bank_holiday_table_is_said_aloud(enrolled: Enrolled) -> None:
    contacted_after(enrolled, date(2091, 1, 1))
    err = StringIO()
    call_command("performance", *PERIOD, stdout=StringIO(), stderr=err)
    assert "One case has a date outside the years of the bank holiday table." in err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "1 March", "--to", "2026-03-31"), "1 March is not a date"),
        (("--from", "2026-03-31", "--to", "2026-03-01"), "ends .* before it begins"),
    ],
)
def test_a_period_it_cannot_read_is_refused_in_words(db: None, arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("performance", *arguments)


def test_a_limit_that_is_not_there_is_said_and_nothing_is_counted(enrolled: Enrolled) -> None:
    contacted_after(enrolled, date(2026, 3, 16))
    TimeLimit.objects.filter(code="T13").delete()
    with pytest.raises(CommandError, match="Limit T13 has no working days"):
        call_command("performance", *PERIOD, stdout=StringIO())
