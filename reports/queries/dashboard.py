"""The other figures of the targets page: how the days are spread, and Table 3."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection

from cases.enums import Scheme
from reports.enums import OffenceGroup, Stage
from reports.offence_groups import offence_groups
from reports.scope import Scope

STARTS_AND_ENDS = {
    Stage.REFERRAL: ("e.sentenced_on", "e.referred_on"),
    Stage.CONTACT: ("e.referred_on", "e.first_contact_on"),
    Stage.OVERALL: ("e.sentenced_on", "e.first_contact_on"),
}
IN_SCOPE = "e.sentenced_on BETWEEN %(first)s AND %(last)s AND {region} AND {scheme}"

SPREAD = """
SELECT e.scheme, ended.ordinal - started.ordinal AS days, count(*)
FROM victims_enrolment e
JOIN cases_workingday started ON started.day = {start}
JOIN cases_workingday ended ON ended.day = {end}
WHERE {in_scope}
GROUP BY e.scheme, days
"""
OFFENCES = """
SELECT coalesce(label.in_group, code.in_group, %(other)s) AS in_group, count(*)
FROM victims_enrolment e
JOIN cases_offence o ON o.id = e.offence_id
LEFT JOIN unnest(%(labels)s::text[], %(label_groups)s::text[]) AS label(words, in_group) ON label.words = lower(o.label)
LEFT JOIN unnest(%(codes)s::text[], %(code_groups)s::text[]) AS code(code, in_group) ON code.code = left(o.code, 7)
WHERE {in_scope}
GROUP BY 1
"""


def spread_of_days(scope: Scope) -> dict[Scheme, dict[int, int]]:
    """Of the scope's stage: for each scheme, how many cases took each number of working days."""
    start, end = STARTS_AND_ENDS[scope.stage]
    spread: dict[Scheme, dict[int, int]] = defaultdict(dict)
    for scheme, days, cases in _rows(SPREAD.format(start=start, end=end, in_scope=_in_scope(scope)), scope):
        spread[Scheme(scheme)][days] = cases
    return dict(spread)


def cases_by_offence_group(scope: Scope) -> dict[OffenceGroup, int]:
    """Table 3, in its printed order. The rule is reports.offence_groups, as SQL."""
    groups = offence_groups()
    found = dict(
        _rows(
            OFFENCES.format(in_scope=_in_scope(scope)),
            scope,
            other=OffenceGroup.OTHER.value,
            labels=list(groups.of_label),
            label_groups=[group.value for group in groups.of_label.values()],
            codes=list(groups.of_code),
            code_groups=[group.value for group in groups.of_code.values()],
        )
    )
    return {group: found[group.value] for group in OffenceGroup if group.value in found}


def _in_scope(scope: Scope) -> str:
    return IN_SCOPE.format(
        region="e.region_id = %(region)s" if scope.region else "true",
        scheme="e.scheme = %(scheme)s" if scope.scheme else "true",
    )


def _rows(sql: str, scope: Scope, **more: Any) -> list[tuple[Any, ...]]:
    given = {"first": scope.first, "last": scope.last, "region": scope.region, "scheme": scope.scheme, **more}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
