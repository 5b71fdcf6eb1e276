"""What a reader asked the figures for, and the same as an address, so that it can be kept, shared and linked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from cases.enums import Scheme
from reports.enums import Grouping, Stage


@dataclass(frozen=True)
class Scope:
    """Cases sentenced from `first` to `last`, both included. `scheme` or `region` None is every one."""

    first: date
    last: date
    scheme: Scheme | None = None
    by: Grouping = Grouping.REGION
    stage: Stage = Stage.OVERALL
    region: str | None = None

    def with_(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def address(self, **more: str | int) -> str:
        """The scope as the query of an address, with `more` after it."""
        return urlencode({**self.parameters(), **more})

    def parameters(self) -> dict[str, str]:
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "scheme": self.scheme or "",
            "by": self.by,
            "stage": self.stage,
            "region": self.region or "all",
        }


def a_year_up_to(day: date) -> date:
    """The first day of the twelve months that end on `day`."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1)
    return date.fromordinal(day.replace(year=day.year - 1).toordinal() + 1)
