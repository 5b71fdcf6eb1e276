"""Rows of figures put into the groups of a table, and given out as cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cases.enums import Scheme
from reports.enums import Grouping, Stage
from reports.figure import NOT_KNOWN
from reports.figures import FigureRow, Group, Moments

OVERALL = "Overall"


def table_4(rows: Iterable[FigureRow], by: Grouping) -> list[Group]:
    """Groups of each scheme in the order of their names, those not known last; then the scheme's Overall."""
    schemes: dict[Scheme, list[FigureRow]] = defaultdict(list)
    for row in rows:
        schemes[row.scheme].append(row)
    return [
        group
        for scheme in Scheme
        if scheme in schemes
        for group in (*_groups_of(schemes[scheme], by), pooled(scheme, None, OVERALL, schemes[scheme]))
    ]


def _groups_of(rows: list[FigureRow], by: Grouping) -> list[Group]:
    members: dict[str, list[FigureRow]] = defaultdict(list)
    for row in rows:
        members[KEY_OF[by](row)].append(row)
    names = _distinct_names({key: NAME_OF[by](found[0]) for key, found in members.items()})
    in_order = sorted(members, key=lambda key: (key == NOT_KNOWN, names[key]))
    return [pooled(rows[0].scheme, key, names[key], members[key]) for key in in_order]


def pooled(scheme: Scheme, key: str | None, name: str, rows: list[FigureRow]) -> Group:
    return Group(
        scheme=scheme,
        key=key,
        name=name,
        regions=frozenset(row.region for row in rows),
        cases=sum(row.cases for row in rows),
        stages={stage: Moments.pooled(row.stages[stage] for row in rows) for stage in Stage},
    )


def _distinct_names(names: dict[str, str]) -> dict[str, str]:
    """Two officers of one name are told apart by their addresses."""
    how_many = Counter(names.values())
    return {key: f"{name} ({key})" if how_many[name] > 1 else name for key, name in names.items()}


KEY_OF: Mapping[Grouping, Callable[[FigureRow], str]] = {
    Grouping.REGION: lambda row: row.reporting_area or row.region_name,
    Grouping.WCU: lambda row: row.force or NOT_KNOWN,
    Grouping.OFFICER: lambda row: row.officer or NOT_KNOWN,
}
NAME_OF: Mapping[Grouping, Callable[[FigureRow], str]] = {
    Grouping.REGION: lambda row: row.reporting_area or row.region_name,
    Grouping.WCU: lambda row: row.force or "Not known",
    Grouping.OFFICER: lambda row: row.officer_name or "Not allocated",
}


def cells(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """Table 4 as the stable interface gives it: one cell for each group and stage, unrounded."""
    return [
        {
            "scheme": group.scheme.value,
            "group": group.name,
            "stage": stage.value,
            "n": moments.n,
            "on_time": moments.on_time,
            "on_time_percent": moments.on_time_percent,
            "mean_days": moments.mean,
            "min_days": moments.least,
            "max_days": moments.most,
        }
        for group in groups
        for stage, moments in group.stages.items()
    ]


def beyond_calendar(rows: Iterable[FigureRow]) -> str:
    """A sentence when cases have a date outside the working-day table; "" when all were counted."""
    cases = sum(row.beyond_calendar for row in rows)
    if not cases:
        return ""
    those = "One case has" if cases == 1 else f"{cases} cases have"
    return f"{those} a date outside the years of the bank holiday table. Stages that need that date do not count it."
