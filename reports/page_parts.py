"""The parts of the targets page, ready to print: every text is written and every link made."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.count import CountChart
from reports.charts.spread import SpreadChart
from reports.charts.target import TargetChart
from reports.measures import Measure


@dataclass(frozen=True)
class Number:
    """A printed number, and the address of its cases; "" when this reader cannot open them."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Tile:
    number: Number
    words: str
    note: str


@dataclass(frozen=True)
class StageLine:
    """A row of Table 4. `group` is written in the first row of a group only."""

    group: str
    is_own: bool
    stage: str
    n: Number
    on_time: Number
    percent: str
    mean: str
    reach: str


@dataclass(frozen=True)
class CountLine:
    name: str
    cases: Number
    percent: str


@dataclass(frozen=True)
class CountTable:
    key: str
    measure: Measure
    heading: str
    lines: list[CountLine]
    total: str
    chart: CountChart


@dataclass(frozen=True)
class Definition:
    name: str
    wording: str
    numerator: str
    denominator: str
    source: str


@dataclass(frozen=True)
class SpreadLine:
    label: str
    cases: Number
    late: bool


@dataclass(frozen=True)
class SchemeSection:
    key: str
    name: str
    tiles: list[Tile]
    lines: list[StageLine]
    chart: TargetChart
    spread: SpreadChart | None
    spread_lines: list[SpreadLine]
    definitions: list[Definition]


@dataclass(frozen=True)
class TargetsPage:
    sections: list[SchemeSection]
    counts: list[CountTable]
