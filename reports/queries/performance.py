"""Table 4 and the counts of Tables 1 and 2, from one pass over the enrolments of a period.

Days are signed working days: the difference of two ordinals of the working-day table. It is written as three joins on
purpose: the same figures as a lateral unpivot took eight times as long.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from cases.enums import Scheme
from reports.enums import Stage
from reports.figures import FigureRow, Moments
from reports.queries.limits import stage_limits
from reports.scope import Scope

# `officer` is part of the key only when it is asked for: it makes the groups many times more.
FIGURES = """
WITH stage_days AS (
    SELECT e.scheme, e.region_id, e.reporting_area, e.force_id, {officer} AS officer_id,
           r.ordinal - s.ordinal AS referral, c.ordinal - r.ordinal AS contact, c.ordinal - s.ordinal AS overall,
           limits.referral AS referral_limit, limits.contact AS contact_limit, limits.overall AS overall_limit,
           s.day IS NULL OR (e.referred_on IS NOT NULL AND r.day IS NULL)
               OR (e.first_contact_on IS NOT NULL AND c.day IS NULL) AS beyond_calendar
    FROM victims_enrolment e
    JOIN unnest(%(schemes)s::text[], %(referral)s::int[], %(contact)s::int[], %(overall)s::int[])
         AS limits(scheme, referral, contact, overall) ON limits.scheme = e.scheme
    LEFT JOIN cases_workingday s ON s.day = e.sentenced_on
    LEFT JOIN cases_workingday r ON r.day = e.referred_on
    LEFT JOIN cases_workingday c ON c.day = e.first_contact_on
    WHERE e.sentenced_on BETWEEN %(first)s AND %(last)s AND {region}
), grouped AS (
    SELECT scheme, region_id, reporting_area, force_id, officer_id, count(*) AS cases,
           count(referral) AS n1, count(*) FILTER (WHERE referral <= referral_limit) AS on_time1,
           sum(referral) AS total1, min(referral) AS least1, max(referral) AS most1,
           count(contact) AS n2, count(*) FILTER (WHERE contact <= contact_limit) AS on_time2,
           sum(contact) AS total2, min(contact) AS least2, max(contact) AS most2,
           count(overall) AS n3, count(*) FILTER (WHERE overall <= overall_limit) AS on_time3,
           sum(overall) AS total3, min(overall) AS least3, max(overall) AS most3,
           count(*) FILTER (WHERE beyond_calendar) AS beyond_calendar
    FROM stage_days GROUP BY scheme, region_id, reporting_area, force_id, officer_id
)
SELECT grouped.scheme, grouped.region_id, region.name, reporting_area, coalesce(force.name, ''),
       coalesce(officer.email, ''), coalesce(officer.name, ''), cases,
       n1, on_time1, total1, least1, most1, n2, on_time2, total2, least2, most2, n3, on_time3, total3, least3, most3,
       beyond_calendar
FROM grouped
JOIN accounts_region region ON region.code = grouped.region_id
LEFT JOIN accounts_policeforce force ON force.id = grouped.force_id
LEFT JOIN accounts_user officer ON officer.id = grouped.officer_id
"""


def figure_rows(scope: Scope, *, with_officers: bool = False) -> list[FigureRow]:
    """Every case of the period and scheme; of one region only when the scope says so."""
    sql = FIGURES.format(
        officer="e.officer_id" if with_officers else "NULL::bigint",
        region="e.region_id = %(region)s" if scope.region else "true",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": scope.first, "last": scope.last, "region": scope.region, **_limits(scope.scheme)})
        return [_row(values) for values in cursor.fetchall()]


def _limits(scheme: Scheme | None) -> dict[str, list[Any]]:
    limits = stage_limits()
    schemes = [scheme] if scheme else list(Scheme)
    return {
        "schemes": [str(one) for one in schemes],
        "referral": [limits[one, Stage.REFERRAL] for one in schemes],
        "contact": [limits[one, Stage.CONTACT] for one in schemes],
        "overall": [limits[one, Stage.OVERALL] for one in schemes],
    }


def _row(values: tuple[Any, ...]) -> FigureRow:
    stages = {
        stage: Moments(n, on_time, total or 0, least, most)
        for stage, (n, on_time, total, least, most) in zip(
            Stage, (values[8:13], values[13:18], values[18:23]), strict=True
        )
    }
    scheme, region, region_name, area, force, officer, officer_name, cases = values[:8]
    names = (region, region_name, area, force, officer, officer_name)
    return FigureRow(Scheme(scheme), *names, cases, stages, values[23])
