"""The figures of a period, in the smallest groups that every table is made of."""

from __future__ import annotations

from typing import Any

from django.db import connection

from cases.enums import Scheme
from reports.enums import Stage
from reports.figures import FigureRow, Moments
from reports.queries.months import Cover
from reports.queries.rules import CountingRules
from reports.queries.stage_days import MOMENTS, stage_days
from reports.scope import Scope

POOLED = """
sum(cases), sum(referral_n), sum(referral_on_time), sum(referral_total), min(referral_least), max(referral_most),
sum(contact_n), sum(contact_on_time), sum(contact_total), min(contact_least), max(contact_most),
sum(overall_n), sum(overall_on_time), sum(overall_total), min(overall_least), max(overall_most), sum(beyond_calendar)
"""
# A group may come twice, kept and counted: whoever makes a table pools its rows anyway.
FIGURES = """
SELECT figures.*, region.name, coalesce(force.name, '')
FROM (
    SELECT scheme, region, reporting_area, force, offence_group, {pooled}
    FROM reports_monthfigures WHERE month = ANY(%(kept)s::date[]) AND scheme = ANY(%(schemes)s)
    GROUP BY scheme, region, reporting_area, force, offence_group
    UNION ALL
    SELECT scheme, region, reporting_area, force, offence_group, {moments}
    FROM ({stage_days}) AS counted
    GROUP BY scheme, region, reporting_area, force, offence_group
) AS figures
JOIN accounts_region region ON region.code = figures.region
LEFT JOIN accounts_policeforce force ON force.id = figures.force
"""
OFFICERS = """
SELECT figures.*, region.name, coalesce(officer.email, ''), coalesce(officer.name, '')
FROM (
    SELECT scheme, region, officer, {moments} FROM ({stage_days}) AS counted GROUP BY scheme, region, officer
) AS figures
JOIN accounts_region region ON region.code = figures.region
LEFT JOIN accounts_user officer ON officer.id = figures.officer
"""


def figure_rows(scope: Scope, rules: CountingRules, covered: Cover) -> list[FigureRow]:
    """Every region, whatever region the scope names: by reporting area, force and offence group."""
    sql = FIGURES.format(pooled=POOLED, moments=MOMENTS, stage_days=stage_days(ranges=len(covered.counted)))
    return [
        FigureRow(
            scheme=Scheme(scheme),
            region=region,
            region_name=region_name,
            reporting_area=area,
            force=force,
            offence_group=group,
            cases=int(numbers[0]),
            stages=_stages(numbers),
            beyond_calendar=int(numbers[16]),
        )
        for scheme, region, area, _, group, *numbers, region_name, force in _fetched(
            sql, {**rules.parameters(scope.scheme), **covered.parameters()}
        )
    ]


def officer_rows(scope: Scope, rules: CountingRules) -> list[FigureRow]:
    """Officers of the scope's region, or of all. Counted on the spot: who works a case is not part of what is kept."""
    sql = OFFICERS.format(moments=MOMENTS, stage_days=stage_days(ranges=1, region=bool(scope.region), by_offence=False))
    given = {**rules.parameters(scope.scheme), "first0": scope.first, "last0": scope.last, "region": scope.region}
    return [
        FigureRow(
            scheme=Scheme(scheme),
            region=region,
            region_name=region_name,
            officer=email,
            officer_name=name,
            cases=numbers[0],
            stages=_stages(numbers),
            beyond_calendar=numbers[16],
        )
        for scheme, region, _, *numbers, region_name, email, name in _fetched(sql, given)
    ]


def _stages(numbers: list[Any]) -> dict[Stage, Moments]:
    parts = (numbers[1:6], numbers[6:11], numbers[11:16])
    return {
        stage: Moments(int(n), int(on_time), int(total), least, most)
        for stage, (n, on_time, total, least, most) in zip(Stage, parts, strict=True)
    }


def _fetched(sql: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
