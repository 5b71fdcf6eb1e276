"""One figure of the targets page, told apart from every other: enough to list its cases and to say what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from cases.enums import Scheme
from reports.enums import Grouping, OffenceGroup, Stage

NOT_KNOWN = "-"  # the group of those without a unit or an officer

OF_STAGE = {
    Stage.REFERRAL: "from sentence to referral",
    Stage.CONTACT: "from referral to first contact",
    Stage.OVERALL: "from sentence to first contact",
}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Figure:
    """Cases of the reader's region. `stage` None counts every case; with a stage, those that have both its dates and
    took `at_least` to `at_most` working days. `group` None is every group.
    """

    first: date
    last: date
    scheme: Scheme | None = None
    by: Grouping = Grouping.REGION
    group: str | None = None
    stage: Stage | None = None
    at_least: int | None = None
    at_most: int | None = None
    offences: OffenceGroup | None = None

    def address(self) -> str:
        facts: dict[str, object] = {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "scheme": self.scheme,
            "by": self.by,
            "group": self.group,
            "figure": self.stage,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "offences": self.offences,
        }
        return urlencode({name: value for name, value in facts.items() if value is not None})

    def sentence(self, cases: int, region: str) -> str:
        """What the list is: "139 cases are behind this figure: Victim Notification Scheme, Kent, ..." """
        group = {None: "", NOT_KNOWN: "not known"}.get(self.group, self.group or "")
        parts = (
            self.scheme.label if self.scheme else "all schemes",
            region,
            group if group != region else "",
            f"offence group {self.offences.label}" if self.offences else "",
            f"sentenced {_day(self.first)} to {_day(self.last)}",
            self.days_in_words,
        )
        those = "One case is" if cases == 1 else f"{cases:,} cases are"
        return f"{those} behind this figure: {', '.join(part for part in parts if part)}."

    @property
    def days_in_words(self) -> str:
        """For example "15 working days or fewer from sentence to first contact"; "" for a figure of all cases."""
        if self.stage is None:
            return ""
        return f"{self._amount()} {OF_STAGE[self.stage]}"

    def _amount(self) -> str:
        if self.at_least is None and self.at_most is None:
            return "any number of working days"
        if self.at_least is None:
            return f"{self.at_most} working days or fewer"
        if self.at_most is None:
            return f"{self.at_least} working days or more"
        if self.at_least == self.at_most:
            return f"{self.at_least} working days"
        return f"{self.at_least} to {self.at_most} working days"
