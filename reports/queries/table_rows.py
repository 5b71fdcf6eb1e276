"""The rows a Table 4 is made of, whichever way it is grouped."""

from __future__ import annotations

from reports.enums import Grouping
from reports.figures import FigureRow
from reports.queries.months import cover
from reports.queries.performance import figure_rows, officer_rows
from reports.queries.rules import counting_rules
from reports.scope import Scope


def table_rows(scope: Scope) -> list[FigureRow]:
    """Of the scope's region, or of every region when it names none."""
    rules = counting_rules()
    if scope.by == Grouping.OFFICER:
        return officer_rows(scope, rules)
    rows = figure_rows(scope, rules, cover(scope, rules))
    return [row for row in rows if scope.region in {None, row.region}]
