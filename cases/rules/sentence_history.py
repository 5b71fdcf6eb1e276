"""From which day a sentence counts: limits run from the day custody or a hospital order began to stand, not from a
suspended or community sentence that gave nobody a right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cases.enums import CUSTODY, HOSPITAL


@dataclass(frozen=True)
class Passed:
    """One sentence for an offence. `corrects`: it was recorded in place of the one before, which never was so."""

    disposal: str
    on: date
    corrects: bool = False

    @property
    def counts(self) -> bool:
        return self.disposal in CUSTODY | HOSPITAL


def began_to_count(history: Sequence[Passed]) -> date | None:
    """The last day on which a suspended or community sentence became custody or a hospital order: activated, breached,
    or put in its place on appeal. None where that never happened, and limits run from the sentence (decision 0013).

    `history` is in the order it was recorded.
    """
    true = _as_they_were(history)
    began = [now.on for before, now in pairwise(true) if now.counts and not before.counts]
    return began[-1] if began and true[-1].counts else None


def first_passed(histories: Iterable[Sequence[Passed]]) -> date:
    """The day a case was first sentenced, from the histories of its offences. Raises ValueError for no sentence."""
    return min(_as_they_were(history)[0].on for history in histories if history)


def _as_they_were(history: Sequence[Passed]) -> list[Passed]:
    """Without what was recorded wrongly."""
    true: list[Passed] = []
    for sentence in history:
        if sentence.corrects and true:
            true.pop()
        true.append(sentence)
    return true
