"""Figures as numbers: what can be pooled is pooled exactly, because only counts, sums and extremes are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cases.enums import Scheme
from reports.enums import Stage


@dataclass(frozen=True)
class Moments:
    """One stage of some cases. `total`, `least` and `most` are working days; the last two are None when n is 0."""

    n: int = 0
    on_time: int = 0
    total: int = 0
    least: int | None = None
    most: int | None = None

    @classmethod
    def pooled(cls, parts: Iterable[Moments]) -> Self:
        """Of all the cases together: never an average of averages."""
        counted = [part for part in parts if part.n]
        return cls(
            n=sum(part.n for part in counted),
            on_time=sum(part.on_time for part in counted),
            total=sum(part.total for part in counted),
            least=min((part.least for part in counted if part.least is not None), default=None),
            most=max((part.most for part in counted if part.most is not None), default=None),
        )

    @property
    def on_time_percent(self) -> float | None:
        return 100 * self.on_time / self.n if self.n else None

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None


@dataclass(frozen=True)
class FigureRow:
    """What the database gives back: cases of one scheme and region. What a query does not group by stays empty."""

    scheme: Scheme
    region: str
    region_name: str
    cases: int
    stages: dict[Stage, Moments]
    beyond_calendar: int
    reporting_area: str = ""
    force: str = ""
    offence_group: str = ""
    officer: str = ""
    officer_name: str = ""


@dataclass(frozen=True)
class Group:
    """A row of a table. `key` names it in an address; `regions` are the regions its cases lie in; None is Overall."""

    scheme: Scheme
    key: str | None
    name: str
    regions: frozenset[str]
    cases: int
    stages: dict[Stage, Moments]

    @property
    def is_overall(self) -> bool:
        return self.key is None
