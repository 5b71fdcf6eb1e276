"""Each published figure: what it is called, what it counts out of what, and where its definition comes from.

Printed under the tables of the targets page, and in docs/rules/measures.md. `{limit}` is the limit in working days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cases.enums import Scheme
from reports.enums import Stage

EVALUATION = (
    "Tapley and others (2025), A Process Evaluation of the Victim Notification Scheme, Ministry of Justice Analytical "
    "Series, ISBN 978-1-911691-23-5"
)
WORKING_DAYS = (
    "Working days are Monday to Friday without the bank holidays of England and Wales. The first day is not counted: "
    "the same day is 0. Contact before referral gives a negative number of days, and is on time."
)
OVERALL_ROW = "Overall pools the cases of every group; it is not an average of the groups."
COUNTED_ONCE = (
    "A suspended or community sentence that became custody counts from that day. A record that was closed as a "
    "duplicate is not counted."
)
OWN_N = "Each stage has its own N: a case without one of the two dates is left out, not counted as late."
YOUTH_TEAMS = (
    "A youth offending team that says when the time to opt out ended has its own limit for the referral (T25): the "
    "days to the referral are counted from that day. From others they are counted from the sentence."
)


@dataclass(frozen=True)
class Measure:
    """A figure as published. `table` is its table in the evaluation."""

    table: str
    name: str
    wording: str
    numerator: str
    denominator: str
    source: str


@dataclass(frozen=True)
class StageMeasure(Measure):
    """A stage of Table 4. `limit_codes` names, for each scheme, the row of the table of limits it is held against."""

    stage: Stage
    limit_codes: Mapping[Scheme, str]


def _limits(vns: str, vcs: str) -> Mapping[Scheme, str]:
    """Discretionary contact is offered on the terms of the Victim Contact Scheme, and held to its limits."""
    return {Scheme.VCS: vcs, Scheme.VNS: vns, Scheme.DISCRETIONARY: vcs}


STAGES: tuple[StageMeasure, ...] = (
    StageMeasure(
        table="Table 4",
        stage=Stage.REFERRAL,
        name="Sentence to referral",
        wording="Referrals that reached the victim liaison unit within {limit} working days of the sentence.",
        numerator="Cases with {limit} working days or fewer from the sentence to the referral",
        denominator="Cases sentenced in the period with a date of referral",
        source=f"{EVALUATION}, Table 4",
        limit_codes=_limits(vns="T12", vcs="T05"),
    ),
    StageMeasure(
        table="Table 4",
        stage=Stage.CONTACT,
        name="Referral to first contact",
        wording="Victims first contacted within {limit} working days of the referral.",
        numerator="Cases with {limit} working days or fewer from the referral to first contact",
        denominator="Cases sentenced in the period with a date of referral and a date of first contact",
        source=f"{EVALUATION}, Table 4",
        limit_codes=_limits(vns="T13", vcs="T06"),
    ),
    StageMeasure(
        table="Table 4",
        stage=Stage.OVERALL,
        name="Sentence to first contact",
        wording="Victims first contacted within {limit} working days of the sentence.",
        numerator="Cases with {limit} working days or fewer from the sentence to first contact",
        denominator="Cases sentenced in the period with a date of first contact",
        source=f"{EVALUATION}, Table 4; the 40 days of the Victim Contact Scheme: HMI Probation (2013), 2.8 and 3.1",
        limit_codes=_limits(vns="T14", vcs="T07"),
    ),
)

CASES_BY_REGION = Measure(
    table="Table 1",
    name="Cases by region",
    wording="How many cases each region had, out of all.",
    numerator="Cases of the region sentenced in the period; a pilot area is shown under its own name",
    denominator="All cases sentenced in the period",
    source=f"{EVALUATION}, Table 1",
)
CASES_BY_WCU = Measure(
    table="Table 2",
    name="Cases by witness care unit",
    wording="How many cases each witness care unit had, out of all.",
    numerator="Cases of the witness care unit's police force sentenced in the period",
    denominator="All cases of the same regions sentenced in the period",
    source=f"{EVALUATION}, Table 2",
)
CASES_BY_OFFENCE = Measure(
    table="Table 3",
    name="Cases by offence group",
    wording="How many cases each group of offences had, out of all.",
    numerator="Cases whose offence is in the group; Other holds controlling or coercive behaviour, as published",
    denominator="All cases of the same regions sentenced in the period",
    source=f"{EVALUATION}, Table 3, which groups the labels of Table D.1",
)
COUNTS: tuple[Measure, ...] = (CASES_BY_REGION, CASES_BY_WCU, CASES_BY_OFFENCE)


def stage_measure(stage: Stage) -> StageMeasure:
    return next(measure for measure in STAGES if measure.stage == stage)
