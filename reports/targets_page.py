"""Makes the targets page out of figures: what each table shows, and which numbers this reader can follow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from cases.enums import Scheme
from reports.charts.count import count_chart
from reports.charts.spread import spread_chart
from reports.charts.target import target_chart
from reports.enums import Grouping, OffenceGroup, Stage
from reports.figure import Figure
from reports.figures import FigureRow, Group, Moments
from reports.measures import CASES_BY_OFFENCE, CASES_BY_REGION, CASES_BY_WCU, STAGES, Measure, stage_measure
from reports.page_parts import (
    CountLine,
    CountTable,
    Definition,
    Number,
    SchemeSection,
    SpreadLine,
    StageLine,
    TargetsPage,
    Tile,
)
from reports.scope import Scope
from reports.table_4 import KEY_OF, NAME_OF, pooled, table_4
from reports.wording import mean, percent, reach

Limits = Mapping[tuple[Scheme, Stage], int]
Link = Callable[[Figure], str]


class PageMaker:
    """Makes the parts for one reader: `own_region` is whose cases they may open, None for nobody's."""

    def __init__(self, scope: Scope, limits: Limits, regions: Mapping[str, str], own_region: str | None, link: Link):
        self.scope, self.limits, self.regions, self.own_region, self.link = scope, limits, regions, own_region, link

    def page(
        self,
        rows: Sequence[FigureRow],
        grouped: Sequence[FigureRow],
        spread: Mapping[Scheme, dict[int, int]],
    ) -> TargetsPage:
        """`rows` are of every region; `grouped` those that Table 4 shows; the rest is of the scope's region."""
        detail = [row for row in rows if self.scope.region in {None, row.region}]
        schemes = {row.scheme for row in grouped} | {row.scheme for row in detail}
        groups = table_4(grouped, self.scope.by)
        sections = [
            self.section(
                scheme,
                [group for group in groups if group.scheme == scheme],
                pooled(scheme, None, self.where, [row for row in detail if row.scheme == scheme]),
                spread.get(scheme, {}),
            )
            for scheme in Scheme
            if scheme in schemes
        ]
        return TargetsPage(sections, self.counts(rows, detail) if sections else [])

    @property
    def where(self) -> str:
        """Whose detail is shown."""
        return self.regions.get(self.scope.region or "", "all regions")

    def section(self, scheme: Scheme, groups: list[Group], detail: Group, spread: dict[int, int]) -> SchemeSection:
        stage = self.scope.stage
        name, limit = stage_measure(stage).name, self.limits[scheme, stage]
        within = f"{scheme.label}, {name.lower()}"
        chart = spread_chart(f"spread-{scheme}", f"{within}: working days taken, {self.where}", spread, limit)
        return SchemeSection(
            key=scheme.value.lower(),
            name=scheme.label,
            tiles=[self.tile(detail, one) for one in Stage],
            lines=[line for group in groups for line in self.stage_lines(group)],
            chart=target_chart(
                f"target-{scheme}",
                f"{within}: on time within {limit} working days, by {self.scope.by.label.lower()}",
                [(group.name, group.stages[stage]) for group in groups],
                limit,
            ),
            spread=chart if spread else None,
            spread_lines=[
                SpreadLine(
                    column.label,
                    self.number(column.cases, detail, stage, column.at_least, column.at_most),
                    column.late,
                )
                for column in chart.columns
            ],
            definitions=[
                Definition(
                    measure.name,
                    *(
                        text.format(limit=self.limits[scheme, measure.stage])
                        for text in (measure.wording, measure.numerator, measure.denominator, measure.source)
                    ),
                )
                for measure in STAGES
            ],
        )

    def tile(self, detail: Group, stage: Stage) -> Tile:
        moments, limit = detail.stages[stage], self.limits[detail.scheme, stage]
        share = percent(moments.on_time, moments.n)
        return Tile(
            number=Number(share, self.cases_of(detail, stage, None, limit)),
            words=f"{stage_measure(stage).name.lower()} within {limit} working days",
            note=f"{moments.on_time:,} of {moments.n:,} (N), mean {mean(moments)}" if moments.n else "N is 0",
        )

    def stage_lines(self, group: Group) -> list[StageLine]:
        is_own = not group.is_overall and self.scope.by == Grouping.REGION and group.regions == {self.own_region}
        return [
            self.stage_line(group, stage, moments, is_own=is_own, first=number == 0)
            for number, (stage, moments) in enumerate(group.stages.items())
        ]

    def stage_line(self, group: Group, stage: Stage, moments: Moments, *, is_own: bool, first: bool) -> StageLine:
        limit = self.limits[group.scheme, stage]
        return StageLine(
            group=group.name if first else "",
            is_own=is_own,
            stage=f"{stage_measure(stage).name}, {limit}",
            n=self.number(moments.n, group, stage),
            on_time=self.number(moments.on_time, group, stage, None, limit),
            percent=percent(moments.on_time, moments.n),
            mean=mean(moments),
            reach=reach(moments),
        )

    def number(
        self, count: int, group: Group, stage: Stage, at_least: int | None = None, at_most: int | None = None
    ) -> Number:
        return Number(f"{count:,}", self.cases_of(group, stage, at_least, at_most) if count else "")

    def cases_of(self, group: Group, stage: Stage | None, at_least: int | None, at_most: int | None) -> str:
        """A figure leads to its cases only where the reader may see every one of them, so that the list equals it."""
        if self.own_region is None or group.regions != {self.own_region}:
            return ""
        return self.link(
            Figure(
                self.scope.first,
                self.scope.last,
                scheme=group.scheme,
                by=self.scope.by,
                group=group.key,
                stage=stage,
                at_least=at_least,
                at_most=at_most,
            )
        )

    def counts(self, rows: Sequence[FigureRow], detail: Sequence[FigureRow]) -> list[CountTable]:
        """Tables 1 to 3, of every scheme in the scope together."""
        return [
            self.count_table("regions", CASES_BY_REGION, "all regions", self.by(rows, Grouping.REGION)),
            self.count_table("units", CASES_BY_WCU, self.where, self.by(detail, Grouping.WCU)),
            self.count_table(
                "offences",
                CASES_BY_OFFENCE,
                self.where,
                [
                    (group.label, cases, self.count_link(offences=group))
                    for group in OffenceGroup
                    if (cases := sum(row.cases for row in detail if row.offence_group == group))
                ],
            ),
        ]

    def by(self, rows: Sequence[FigureRow], by: Grouping) -> list[tuple[str, int, str]]:
        """Name, cases and link of each group of all schemes together, the largest first."""
        cases: Counter[str] = Counter()
        names: dict[str, str] = {}
        regions: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            key = KEY_OF[by](row)
            cases[key] += row.cases
            names[key] = NAME_OF[by](row)
            regions[key].add(row.region)
        return [
            (names[key], count, self.count_link(by=by, group=key) if regions[key] == {self.own_region} else "")
            for key, count in cases.most_common()
        ]

    def count_link(
        self, by: Grouping = Grouping.REGION, group: str | None = None, offences: OffenceGroup | None = None
    ) -> str:
        if self.own_region is None or (offences and self.scope.region != self.own_region):
            return ""
        scope = self.scope
        return self.link(Figure(scope.first, scope.last, scheme=scope.scheme, by=by, group=group, offences=offences))

    def count_table(self, key: str, measure: Measure, where: str, counts: list[tuple[str, int, str]]) -> CountTable:
        total = sum(cases for _, cases, _ in counts)
        heading = f"{measure.table}: {measure.name.lower()}, {where}"
        return CountTable(
            key=key,
            measure=measure,
            heading=heading,
            lines=[CountLine(name, Number(f"{cases:,}", url), percent(cases, total)) for name, cases, url in counts],
            total=f"{total:,}",
            chart=count_chart(key, heading, [(name, cases) for name, cases, _ in counts]),
        )
