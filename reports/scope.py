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


def twelve_months_and_this_one(today: date) -> date:
    """The first day of this month a year ago: twelve whole months and this one so far."""
    return date(today.year - 1, today.month, 1)
