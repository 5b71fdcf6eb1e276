"""How the days of a stage are spread."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection

from cases.enums import Scheme
from reports.enums import Stage
from reports.queries.months import Cover
from reports.queries.rules import CountingRules
from reports.queries.stage_days import stage_days
from reports.scope import Scope

COLUMN_OF = {Stage.REFERRAL: "referral", Stage.CONTACT: "contact", Stage.OVERALL: "overall"}
SPREAD = """
SELECT scheme, days, sum(cases)
FROM (
    SELECT scheme, days, cases FROM reports_monthdays
    WHERE stage = %(stage)s AND month = ANY(%(kept)s::date[]) AND scheme = ANY(%(schemes)s) AND {region}
    UNION ALL
    SELECT scheme, {column}, 1 FROM ({stage_days}) AS counted WHERE {column} IS NOT NULL
) AS days_of_cases
GROUP BY scheme, days
"""


def spread_of_days(scope: Scope, rules: CountingRules, covered: Cover) -> dict[Scheme, dict[int, int]]:
    """Of the scope's stage and region: for each scheme, how many cases took each number of working days."""
    sql = SPREAD.format(
        column=COLUMN_OF[scope.stage],
        region="region = %(region)s" if scope.region else "true",
        stage_days=stage_days(ranges=len(covered.counted), region=bool(scope.region), by_offence=False),
    )
    given = {**rules.parameters(scope.scheme), **covered.parameters(), "stage": scope.stage, "region": scope.region}
    spread: dict[Scheme, dict[int, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        for scheme, days, cases in cursor.fetchall():
            spread[Scheme(scheme)][days] = int(cases)
    return dict(spread)
