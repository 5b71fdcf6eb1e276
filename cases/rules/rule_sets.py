"""A rule set of the eligibility rule: thresholds, start dates and switches as data, and which set judges a sentence.

Rows of data/reference/eligibility_rule_sets.csv, each with its source; decision 0013.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RuleSet:
    """`sentenced_from` and `sentenced_to` bound the sentences it is for; empty is no bound.

    A set that `needs_commencement` is off until `commences_on` is known, and then judges sentences from that day on.
    `also_notified` are codes treated as notification scheme offences although the offence table says they are not.
    `summary_only` are codes whose maximum is under `months_for_statutory`, so that a longer length is an aggregate or a
    mistake in the record.
    """

    version: str
    months_for_statutory: int
    custody_from: date
    restricted_hospital_from: date
    unrestricted_hospital_from: date
    sentenced_from: date | None = None
    sentenced_to: date | None = None
    needs_commencement: bool = False
    commences_on: date | None = None
    notification_is_statutory: bool = False
    also_notified: frozenset[str] = frozenset()
    summary_only: frozenset[str] = frozenset()

    @property
    def begins(self) -> date:
        """The first day of sentence it judges, once it is in force."""
        days = [day for day in (self.sentenced_from, self.commences_on) if day is not None]
        return max(days, default=date.min)

    def judges(self, sentenced_on: date) -> bool:
        if self.needs_commencement and self.commences_on is None:
            return False
        return self.begins <= sentenced_on and (self.sentenced_to is None or sentenced_on <= self.sentenced_to)


def rule_set_on(sentenced_on: date, rule_sets: Iterable[RuleSet]) -> RuleSet | None:
    """The set that judges a sentence of that day: of several, the one that began last. None when there is none."""
    judging = [rules for rules in rule_sets if rules.judges(sentenced_on)]
    return max(judging, key=lambda rules: (rules.begins, rules.version)) if judging else None
