"""Whether what is kept equals what the cases say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from cases.enums import Scheme
from reports.enums import Stage
from reports.figures import FigureRow, Moments
from reports.models import FreshMonth
from reports.queries.months import Cover, cover, last_day_of
from reports.queries.performance import figure_rows
from reports.queries.rules import CountingRules, counting_rules
from reports.queries.spread import spread_of_days
from reports.scope import Scope


def differing_months() -> list[date]:
    """Months that readers take from what is kept, and that differ from a full count of their cases: none, always."""
    rules = counting_rules()
    return [
        month
        for month in FreshMonth.objects.order_by("month").values_list("month", flat=True)
        if _differs(month, rules)
    ]


def _differs(month: date, rules: CountingRules) -> bool:
    scope = Scope(month, last_day_of(month))
    as_read, from_cases = cover(scope, rules), Cover(kept=[], counted=[(scope.first, scope.last)])
    if not as_read.kept:
        return False
    by_stage = (scope.with_(stage=stage) for stage in Stage)
    return _numbers(figure_rows(scope, rules, as_read)) != _numbers(figure_rows(scope, rules, from_cases)) or any(
        spread_of_days(one, rules, as_read) != spread_of_days(one, rules, from_cases) for one in by_stage
    )


def _numbers(rows: list[FigureRow]) -> dict[tuple[Scheme, str, str, str, str], tuple[int, int, list[Moments]]]:
    grouped: dict[tuple[Scheme, str, str, str, str], list[FigureRow]] = defaultdict(list)
    for row in rows:
        grouped[row.scheme, row.region, row.reporting_area, row.force, row.offence_group].append(row)
    return {
        key: (
            sum(row.cases for row in found),
            sum(row.beyond_calendar for row in found),
            [Moments.pooled(row.stages[stage] for row in found) for stage in Stage],
        )
        for key, found in grouped.items()
    }
