"""The table of a run: one row a drill, and a last line that a person or a machine can look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drills.oracle import Judgement

NAME = 58
COLUMNS = (
    *("messages", "kills", "redis", "postgres", "ambiguous", "again", "for a person"),
    *("lost", "duplicated", "wrong date", "seconds"),
)
LEGEND = """\
redis, postgres: times lost or crashed. ambiguous: attempts a sink left without an answer.
for a person: did not certainly arrive, and a row that people see says so.
again: the same message a second time, under the same Message-ID. A plain mail server cannot be asked whether it took a
message, so after a missing answer or the death of a sender the choice is to send again or to leave somebody untold, and
these are sent again. It can happen once for each ambiguous answer, each process killed and each sender that PostgreSQL
left in the middle; what is more than that counts as duplicated. A receiver drops the second by its Message-ID. GOV.UK
Notify can be asked by reference first, so there it does not happen."""


@dataclass(frozen=True)
class Row:
    name: str
    judgement: Judgement
    kills: int
    redis_losses: int
    crashes: int
    ambiguous: int
    seconds: float

    def cells(self) -> tuple[int, ...]:
        said = self.judgement
        return (
            *(said.expected, self.kills, self.redis_losses, self.crashes, self.ambiguous, said.again),
            *(said.for_a_person, said.lost, said.duplicated, said.wrong_date, round(self.seconds)),
        )

    @property
    def is_clean(self) -> bool:
        said = self.judgement
        return said.lost == said.duplicated == said.wrong_date == 0


def heading() -> str:
    return f"{'drill':{NAME}} " + " ".join(f"{column:>{_width(column)}}" for column in COLUMNS)


def line(row: Row) -> str:
    cells = zip(row.cells(), COLUMNS, strict=True)
    return f"{row.name:{NAME}} " + " ".join(f"{cell:>{_width(column)},}" for cell, column in cells)


def total(rows: Sequence[Row]) -> str:
    """The exact words that `make drills` ends with."""
    sums = dict(zip(COLUMNS, map(sum, zip(*(row.cells() for row in rows), strict=True)), strict=True))
    counted = ", ".join(f"{name} {sums[name]:,}" for name in COLUMNS[:7])
    return f"TOTAL {counted}: lost {sums['lost']} duplicated {sums['duplicated']} wrong date {sums['wrong date']}"


def _width(column: str) -> int:
    return max(len(column), 7)
