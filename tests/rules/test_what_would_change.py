"""What is said to change a verdict does: each sentence is put to the test by making that change."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from cases.enums import Verdict
from cases.rules.eligibility import assess
from cases.rules.sentence_length import Length
from tests.rules.rule_sets import NEW_ACT, RULES
from tests.rules.test_eligibility_by_rule import ABH, BREACH, MURDER, STALKING_2A, STALKING_4A, THEFT, facts

VCS, NOTIFY = "the Victim Contact Scheme would cover it by statute", "the Victim Notification Scheme would cover it"
MANAGER, NEITHER = "a manager would decide whether contact is offered", "neither scheme would cover it"
LIVE = date(2024, 1, 1)
Row = tuple[Any, str, str, dict[str, Any], Verdict]
CHANGES: list[Row] = [
    (
        facts(ABH, "imprisonment", "11m"),
        "the sentence for this offence turns out to be, or becomes, 12 months or more",
        VCS,
        {"length": Length(months=12)},
        Verdict.STATUTORY_VCS,
    ),
    (
        facts(STALKING_4A, "imprisonment", "14m"),
        "the sentence is varied on appeal below 12 months",
        NOTIFY,
        {"length": Length(months=11)},
        Verdict.VNS,
    ),
    (
        facts(MURDER, "life", ""),
        "the sentence is varied on appeal to imprisonment below 12 months",
        MANAGER,
        {"disposal": "imprisonment", "length": Length(months=11)},
        Verdict.PROPOSE_DISCRETIONARY,
    ),
    (
        facts(ABH, "suspended", "18m"),
        "the suspended sentence is activated at 12 months or more",
        VCS,
        {"activated": True, "length": Length(months=12)},
        Verdict.STATUTORY_VCS,
    ),
    (
        facts(STALKING_2A, "suspended", "6m"),
        "the suspended sentence is activated at under 12 months",
        NOTIFY,
        {"activated": True, "length": Length(months=11)},
        Verdict.VNS,
    ),
    (
        facts(ABH, "imprisonment", ""),
        "the length turns out to be 12 months or more",
        VCS,
        {"length": Length(months=12)},
        Verdict.STATUTORY_VCS,
    ),
    (
        facts(STALKING_2A, "imprisonment", ""),
        "the length turns out to be under 12 months",
        NOTIFY,
        {"length": Length(months=11)},
        Verdict.VNS,
    ),
    (
        facts(BREACH, "imprisonment", "20w", committed_on=date(2023, 12, 31)),
        "the date of the offence were on or after 1 January 2024",
        NOTIFY,
        {"committed_on": LIVE},
        Verdict.VNS,
    ),
    (
        facts(BREACH, "imprisonment", "20w"),
        "the date of the offence were before 1 January 2024",
        NEITHER,
        {"committed_on": date(2023, 12, 31)},
        Verdict.NOT_ELIGIBLE,
    ),
    (
        facts(ABH, "hospital_unrestricted", "", sentenced_on=date(2008, 11, 2)),
        "the sentence were passed on or after 3 November 2008",
        VCS,
        {"sentenced_on": date(2008, 11, 3)},
        Verdict.STATUTORY_HOSPITAL_UNRESTRICTED,
    ),
    (
        facts(THEFT, "imprisonment", "6m"),
        "a ground for discretionary contact is recorded",
        MANAGER,
        {"discretionary_ground": "DC2"},
        Verdict.PROPOSE_DISCRETIONARY,
    ),
    (
        facts(ABH, "imprisonment", "2y", jurisdiction="scotland"),
        "a court in England and Wales had passed the sentence",
        VCS,
        {"jurisdiction": "england_wales"},
        Verdict.STATUTORY_VCS,
    ),
]


@pytest.mark.parametrize("row", CHANGES, ids=[row[1] for row in CHANGES])
def test_a_change_that_is_named_leads_where_it_says(row: Row) -> None:
    case, condition, leads_to, changed, verdict = row
    assert f"If {condition}, {leads_to}." in assess(case, RULES).would_change
    assert assess(dataclasses.replace(case, **changed), RULES).verdict == verdict != assess(case, RULES).verdict


def test_under_the_new_act_no_length_changes_a_notification_offence() -> None:
    case = facts(STALKING_2A, "imprisonment", "6m")
    assert (assess(case, RULES).verdict, assess(case, NEW_ACT).verdict) == (Verdict.VNS, Verdict.STATUTORY_VCS)
    assert assess(case, NEW_ACT).rule == "V5/2026-vca"
    assert assess(case, NEW_ACT).would_change == ()
