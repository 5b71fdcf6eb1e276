"""A court result as it was received, for a person to read."""

from __future__ import annotations

from victims.intake.court_columns import COLUMNS
from victims.models import CourtResult


def received_cells(result: CourtResult) -> list[tuple[str, str, str]]:
    """Every cell that holds something, in the order of the columns: its name in words, as received, and as a person set
    it right ("" where nobody did)."""
    cells = result.cells
    return [
        (name.replace("_", " ").capitalize(), result.raw.get(name, ""), result.corrections.get(name, ""))
        for name in COLUMNS
        if cells.get(name)
    ]
