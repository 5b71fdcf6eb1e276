"""What the eligibility rule is told of one offence and its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import Jurisdiction
from cases.rules.sentence_length import Length

UNRECORDED = Length()


@dataclass(frozen=True)
class OffenceFacts:
    """A row of the offence table. `s45_route` says how the offence stands to section 45(2) of the 2004 Act.

    `code` is as written, with its letter for an attempt or the like; `base_code` is the table's. The dates are offence
    dates: the first and last day on which it could be committed.
    """

    code: str
    title: str
    s45_route: str
    vns: bool
    base_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_listed(self) -> bool:
        """Named in section 45(2): murder, Schedule 18, sex offender notification, or an offence against a child."""
        return self.s45_route in {"murder", "schedule18", "notification_or_child"}

    @property
    def depends_on_facts(self) -> bool:
        """Listed only if something holds that the code does not show, such as a child's age."""
        return self.s45_route == "fact_dependent"

    @property
    def is_inchoate(self) -> bool:
        """Charged as an attempt or the like: the code as written ends in a letter (reference README, suffix rule)."""
        return self.code[-1:].isalpha()


@dataclass(frozen=True)
class EligibilityFacts:
    """One offence and the sentence for it. `offence` is None when the code is missing or not in the offence table.

    `code` is the code as written. `activated` says that a suspended sentence has been put into force, with `length` as
    ordered then. `aggregate` is the whole term when several run one after another; empty when it is not known.
    `offender_age` is in years on the day of sentence.
    """

    offence: OffenceFacts | None
    disposal: str
    length: Length
    sentenced_on: date
    committed_on: date | None = None
    vns_live_from: date | None = None
    jurisdiction: str = Jurisdiction.ENGLAND_WALES
    discretionary_ground: str = ""
    code: str = ""
    activated: bool = False
    aggregate: Length = UNRECORDED
    offender_age: int | None = None

    @property
    def as_json(self) -> dict[str, Any]:
        """What was known, to be kept with the verdict; blanks left out."""
        found = {
            "code": self.written_code,
            "table_row": self.offence.base_code if self.offence else "",
            "disposal": str(self.disposal),
            "length": self.length.in_words,
            "all_sentences_together": self.aggregate.in_words,
            "sentenced_on": self.sentenced_on.isoformat(),
            "committed_on": self.committed_on.isoformat() if self.committed_on else "",
            "vns_live_from": self.vns_live_from.isoformat() if self.vns_live_from else "",
            "jurisdiction": str(self.jurisdiction),
            "discretionary_ground": self.discretionary_ground,
            "activated": self.activated,
            "offender_age": self.offender_age,
        }
        return {name: value for name, value in found.items() if value not in {"", None, False}}

    @property
    def written_code(self) -> str:
        return self.code or (self.offence.code if self.offence else "")
