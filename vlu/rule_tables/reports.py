"""The published figures, as the targets page defines them."""

from __future__ import annotations

from reports import measures as published
from reports.measures import Measure, StageMeasure
from vlu.rule_tables.markdown import page, table


def measures() -> str:
    return page(
        "Published figures",
        "Printed by `manage.py print_rules measures` from `reports/measures.py`. The codes of limits are those of "
        "[deadlines](deadlines.md); `{limit}` stands for the number of working days of that limit.",
        published.WORKING_DAYS,
        published.YOUTH_TEAMS,
        f"{published.OVERALL_ROW} {published.OWN_N} {published.COUNTED_ONCE}",
        table(
            ["Table", "Figure", "Counts", "Out of", "Limits", "Source"],
            [_cells(measure) for measure in (*published.COUNTS, *published.STAGES)],
        ),
    )


def _cells(measure: Measure) -> list[str]:
    return [measure.table, measure.name, measure.numerator, measure.denominator, _limits(measure), measure.source]


def _limits(measure: Measure) -> str:
    if not isinstance(measure, StageMeasure):
        return ""
    return ", ".join(f"{scheme.label} {code}" for scheme, code in measure.limit_codes.items())
