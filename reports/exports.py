"""Figures as a CSV file that is safe to open. Every file taken is written down twice: audit trail and access log."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from django.db import transaction

from accounts.audit import record, record_reading, verb
from accounts.models import User
from reports.figures import Group
from reports.queries.limits import amounts_of_limits, stage_limits
from reports.scope import Scope

FIGURES_TAKEN = verb("figures_taken", "downloaded the target figures for {first} to {last} by {grouped_by}")
HEADINGS = (
    *("scheme", "group", "stage", "target_working_days"),
    *("n", "on_time", "on_time_percent", "mean_days", "min_days", "max_days"),
)
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@transaction.atomic
def export_figures(groups: Iterable[Group], scope: Scope, *, by: User) -> str:
    """Table 4, unrounded, with a byte-order mark so that spreadsheets read it as UTF-8."""
    limits = stage_limits(amounts_of_limits())
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for group in groups:
        for stage, moments in group.stages.items():
            numbers = (moments.n, moments.on_time, moments.on_time_percent, moments.mean, moments.least, moments.most)
            names = (group.scheme.value, group.name, stage.value)
            writer.writerow([*map(safe_text, names), limits[group.scheme, stage], *numbers])
    facts = {"first": scope.first.isoformat(), "last": scope.last.isoformat(), "grouped_by": scope.by.label.lower()}
    record(FIGURES_TAKEN, by.organisation, by, **facts)
    record_reading(by, by.organisation, f"Downloaded target figures, {scope.first} to {scope.last}")
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{out.getvalue()}"


def safe_text(text: str) -> str:
    """A name that a spreadsheet would run as a formula is made plain text by an apostrophe before it."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
