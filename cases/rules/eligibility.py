"""Which scheme an offence and its sentence lead to (domain facts 1.9, reference README V1-V8).

The rule set is data: its version is stored with every verdict. A verdict proposes; it never rejects anybody by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from cases.enums import HOSPITAL, Disposal, Jurisdiction, Scheme, Verdict
from cases.rules.sentence_length import Length, is_at_least_months


@dataclass(frozen=True)
class OffenceFacts:
    """A row of the offence table. `s45_route` says how the offence stands to section 45(2) of the 2004 Act."""

    code: str
    title: str
    s45_route: str
    vns: bool

    @property
    def is_listed(self) -> bool:
        """Named in section 45(2): murder, Schedule 18, sex offender notification, or an offence against a child."""
        return self.s45_route in {"murder", "schedule18", "notification_or_child"}


@dataclass(frozen=True)
class EligibilityFacts:
    """What is known. `offence` is None when the code is missing or not in the offence table."""

    offence: OffenceFacts | None
    disposal: str
    length: Length
    sentenced_on: date
    committed_on: date | None = None
    vns_live_from: date | None = None
    jurisdiction: str = Jurisdiction.ENGLAND_WALES
    discretionary_ground: str = ""


@dataclass(frozen=True)
class RuleSet:
    """Thresholds and start dates. Sources: DVCVA 2004 ss.35-45; Probation Circular 42/2005; VNSE; domain 1.1-1.6."""

    version: str
    months_for_statutory: int
    custody_from: date
    restricted_hospital_from: date
    unrestricted_hospital_from: date


CURRENT = RuleSet(
    version="2026-11",
    months_for_statutory=12,
    custody_from=date(2001, 4, 1),
    restricted_hospital_from=date(2005, 7, 1),
    unrestricted_hospital_from=date(2008, 11, 3),
)


@dataclass(frozen=True)
class Assessment:
    """A verdict with the rule that gave it, the rule set's version, and every reason as a sentence."""

    verdict: Verdict
    rule: str
    reasons: tuple[str, ...] = field(default=())

    @property
    def scheme(self) -> Scheme:
        """What to work the case as until a manager says otherwise; anything but a clear right goes to a manager."""
        return SCHEME_OF[self.verdict]


SCHEME_OF: dict[Verdict, Scheme] = {
    Verdict.STATUTORY_VCS: Scheme.VCS,
    Verdict.STATUTORY_HOSPITAL_RESTRICTED: Scheme.VCS,
    Verdict.STATUTORY_HOSPITAL_UNRESTRICTED: Scheme.VCS,
    Verdict.VNS: Scheme.VNS,
    Verdict.PROPOSE_DISCRETIONARY: Scheme.DISCRETIONARY,
    Verdict.NOT_ELIGIBLE: Scheme.DISCRETIONARY,
}


def assess(facts: EligibilityFacts, rules: RuleSet = CURRENT) -> Assessment:
    """The first step that answers decides. The last always answers."""
    for step in STEPS:
        if (answer := step(facts, rules)) is not None:
            return Assessment(answer.verdict, f"{answer.rule}/{rules.version}", answer.reasons)
    raise AssertionError("the last step answers everything")  # pragma: no cover


def _answer(verdict: Verdict, rule: str, *reasons: str) -> Assessment:
    return Assessment(verdict, rule, reasons)


def _other_courts(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.jurisdiction == Jurisdiction.ENGLAND_WALES:
        return None
    court = "A military court" if facts.jurisdiction == Jurisdiction.MILITARY else "A court outside England and Wales"
    return _answer(Verdict.NOT_ELIGIBLE, "V1", f"{court} passed the sentence; these schemes cover England and Wales.")


def _not_custody_or_hospital(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.disposal == Disposal.SUSPENDED:
        reason = "A suspended sentence does not count unless it is activated. Look again if that happens."
    elif facts.disposal == Disposal.COMMUNITY:
        reason = "A community order is not custody, and these schemes follow custody or a hospital order."
    else:
        return None
    if facts.discretionary_ground:
        return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, "A ground for discretionary contact is recorded.")
    return _answer(Verdict.NOT_ELIGIBLE, "V4", reason)


def _unknown_offence(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.offence is not None and facts.offence.s45_route != "fact_dependent":
        return None
    if facts.offence is None:
        reason = "The offence code is missing or not in our table, so the schemes cannot be checked."
    elif facts.offence.vns and not _long_enough(facts, rules):
        return None
    else:
        reason = f"Whether {facts.offence.title} counts depends on facts the code does not show, such as a child's age."
    return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, "A manager must look at it.")


def _hospital(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.offence is None or facts.disposal not in HOSPITAL:
        return None
    restricted = facts.disposal == Disposal.HOSPITAL_RESTRICTED
    if not facts.offence.is_listed:
        reason = "A hospital order counts only for an offence named in section 45(2) of the 2004 Act; this is not one."
        if facts.discretionary_ground:
            return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, "A discretionary ground is recorded.")
        return _answer(Verdict.NOT_ELIGIBLE, "V2", reason)
    begins = rules.restricted_hospital_from if restricted else rules.unrestricted_hospital_from
    if facts.sentenced_on < begins:
        return _answer(Verdict.PROPOSE_DISCRETIONARY, "V3", "The order was made before the scheme covered such orders.")
    kind = "A restricted" if restricted else "An unrestricted"
    verdict = Verdict.STATUTORY_HOSPITAL_RESTRICTED if restricted else Verdict.STATUTORY_HOSPITAL_UNRESTRICTED
    return _answer(verdict, "V2", f"{kind} hospital order for {facts.offence.title}; the length does not matter.")


def _statutory(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.offence is None or not facts.offence.is_listed or not _long_enough(facts, rules):
        return None
    if facts.sentenced_on < rules.custody_from:
        return _answer(
            Verdict.PROPOSE_DISCRETIONARY, "V3", "The sentence was passed before the statutory scheme began."
        )
    length = "a life sentence" if facts.disposal == Disposal.LIFE else f"{rules.months_for_statutory} months or more"
    return _answer(
        Verdict.STATUTORY_VCS, "V5", f"{facts.offence.title} is a listed offence and the sentence is {length}."
    )


def _length_missing(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.length.is_recorded or facts.disposal in ALWAYS_LONG:
        return None
    reason = "The length of the sentence is not recorded, so the schemes cannot be checked."
    return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, "A manager must look at it.")


def _notification_scheme(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    if facts.offence is None or not facts.offence.vns or _long_enough(facts, rules):
        return None
    under = f"{facts.offence.title} is a Victim Notification Scheme offence and the sentence is under 12 months."
    if facts.committed_on is None or facts.vns_live_from is None:
        missing = "date of the offence" if facts.committed_on is None else "date the scheme reached this area"
        return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", under, f"The {missing} is not recorded.")
    if facts.committed_on >= facts.vns_live_from:
        return _answer(Verdict.VNS, "V6", under, *_suffix_note(facts.offence))
    return None


def _discretionary(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    offence = facts.offence
    if facts.discretionary_ground:
        reason = "A ground for discretionary contact is recorded."
    elif offence and offence.vns and _long_enough(facts, rules):
        reason = (
            f"{offence.title} is a Victim Notification Scheme offence, but the sentence is 12 months or more and the "
            "offence is not listed for the Victim Contact Scheme."
        )
    elif offence and offence.is_listed:
        reason = f"{offence.title} is a listed offence, but the sentence is under 12 months."
    else:
        return None
    return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, "A manager decides.")


def _neither(facts: EligibilityFacts, rules: RuleSet) -> Assessment | None:
    title = facts.offence.title if facts.offence else "This offence"
    if facts.offence and facts.offence.vns:
        return _answer(
            Verdict.NOT_ELIGIBLE,
            "V8",
            f"{title} was committed before the Victim Notification Scheme reached this area.",
        )
    return _answer(Verdict.NOT_ELIGIBLE, "V8", f"{title} is on neither scheme's list.")


ALWAYS_LONG = frozenset({Disposal.LIFE, Disposal.SOPC, Disposal.EXTENDED_DETERMINATE})

STEPS: tuple[Callable[[EligibilityFacts, RuleSet], Assessment | None], ...] = (
    _other_courts,
    _not_custody_or_hospital,
    _unknown_offence,
    _hospital,
    _length_missing,
    _statutory,
    _notification_scheme,
    _discretionary,
    _neither,
)


def _long_enough(facts: EligibilityFacts, rules: RuleSet) -> bool:
    if facts.disposal in ALWAYS_LONG:
        return True
    return facts.length.is_recorded and is_at_least_months(facts.sentenced_on, facts.length, rules.months_for_statutory)


def _suffix_note(offence: OffenceFacts) -> tuple[str, ...]:
    """No source says whether the scheme covers an attempt: treated as the offence itself, and said so."""
    return (
        ("It is charged as an attempt or similar: treated as the offence itself.",)
        if offence.code[-1:].isalpha()
        else ()
    )
