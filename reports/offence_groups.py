"""Which row of Table 3 an offence counts in: by the label as published, else by its code, else Other.

The published label comes first because the evaluation grouped labels, and some of its labels carry the wrong section.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from cases.models import Offence
from reports.enums import OffenceGroup


@dataclass(frozen=True)
class OffenceGroups:
    """Small-letter labels and CJS codes, each with its group (data/reference/offence_groups.csv)."""

    of_label: dict[str, OffenceGroup]
    of_code: dict[str, OffenceGroup]

    def group(self, label: str, code: str) -> OffenceGroup:
        return self.of_label.get(label.lower()) or self.of_code.get(code[:7]) or OffenceGroup.OTHER


@lru_cache(maxsize=1)
def offence_groups() -> OffenceGroups:
    path = Path(settings.BASE_DIR) / "data" / "reference" / "offence_groups.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return OffenceGroups(
        of_label={row["value"].lower(): OffenceGroup(row["group"]) for row in rows if row["match"] == "label"},
        of_code={row["value"]: OffenceGroup(row["group"]) for row in rows if row["match"] == "code"},
    )


def offence_group(offence: Offence) -> OffenceGroup:
    """A code may carry a suffix letter of its variant (PH97003A); the group is that of the code without it."""
    return offence_groups().group(offence.label, offence.code)
