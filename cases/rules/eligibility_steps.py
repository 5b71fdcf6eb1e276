"""The steps of the eligibility rule, in order (domain 1.9; reference README V1-V8). The first that answers decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.enums import HOSPITAL, Disposal, Jurisdiction, Verdict
from cases.rules.eligibility_facts import EligibilityFacts, OffenceFacts
from cases.rules.offence_codes import hides_the_offence, is_activation
from cases.rules.rule_sets import RuleSet
from cases.rules.sentence_length import is_at_least_months
from vlu.lib.dates import in_words

# Twelve months or more in effect, whatever length is recorded (domain 1.1, point 2).
ALWAYS_LONG = frozenset({Disposal.LIFE, Disposal.SOPC, Disposal.EXTENDED_DETERMINATE})
A_MANAGER_LOOKS = "A manager must look at it."
GROUND = "A ground for discretionary contact is recorded."


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    rule: str
    reasons: tuple[str, ...]


def decide(facts: EligibilityFacts, rules: RuleSet) -> Answer:
    for step in STEPS:
        if (answer := step(facts, rules)) is not None:
            return answer
    raise AssertionError("the last step answers everything")  # pragma: no cover


def long_enough(facts: EligibilityFacts, rules: RuleSet) -> bool:
    if facts.disposal in ALWAYS_LONG:
        return True
    return facts.length.is_recorded and is_at_least_months(facts.sentenced_on, facts.length, rules.months_for_statutory)


def is_notified(offence: OffenceFacts, rules: RuleSet) -> bool:
    """On the Victim Notification Scheme's list: by the offence table, or by a switch of the rule set."""
    return offence.vns or (offence.base_code or offence.code) in rules.also_notified


def is_suspended(facts: EligibilityFacts) -> bool:
    """An activated sentence is custody, even where the record says suspended or holds the activation's code."""
    return facts.disposal == Disposal.SUSPENDED and not facts.activated and not is_activation(facts.written_code)


def _answer(verdict: Verdict, rule: str, *reasons: str) -> Answer:
    return Answer(verdict, rule, reasons)


def _other_courts(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    if facts.jurisdiction == Jurisdiction.ENGLAND_WALES:
        return None
    court = "A military court" if facts.jurisdiction == Jurisdiction.MILITARY else "A court outside England and Wales"
    return _answer(Verdict.NOT_ELIGIBLE, "V1", f"{court} passed the sentence; these schemes cover England and Wales.")


def _not_custody_or_hospital(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    """Discretionary contact too is for custody (domain 1.9, step 4): a recorded ground is said, and decides nothing."""
    if is_suspended(facts):
        reason = "A suspended sentence does not count unless it is activated. Look again if that happens."
    elif facts.disposal == Disposal.COMMUNITY:
        reason = "A community order is not custody, and these schemes follow custody or a hospital order."
    else:
        return None
    ground = (f"{GROUND} A manager may still decide to offer contact.",) if facts.discretionary_ground else ()
    return _answer(Verdict.NOT_ELIGIBLE, "V4", reason, *ground)


def _unknown_offence(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    offence = facts.offence
    if offence is not None and not offence.depends_on_facts:
        return None
    if offence is None:
        hidden = hides_the_offence(facts.written_code)
        reason = hidden or "The offence code is missing or not in our table, so the schemes cannot be checked."
    elif is_notified(offence, rules) and not long_enough(facts, rules):
        return None
    else:
        reason = f"Whether {offence.title} counts depends on facts the code does not show, such as a child's age."
    return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, A_MANAGER_LOOKS)


def _hospital(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    if facts.offence is None or facts.disposal not in HOSPITAL:
        return None
    restricted = facts.disposal == Disposal.HOSPITAL_RESTRICTED
    if not facts.offence.is_listed:
        reason = "A hospital order counts only for an offence named in section 45(2) of the 2004 Act; this is not one."
        ground = (f"{GROUND} A manager may still decide to offer contact.",) if facts.discretionary_ground else ()
        return _answer(Verdict.NOT_ELIGIBLE, "V2", reason, *ground)
    begins = rules.restricted_hospital_from if restricted else rules.unrestricted_hospital_from
    if facts.sentenced_on < begins:
        reason = f"The order was made before {in_words(begins)}, when the scheme began to cover such orders."
        return _answer(Verdict.PROPOSE_DISCRETIONARY, "V3", reason, A_MANAGER_LOOKS)
    kind = "A restricted" if restricted else "An unrestricted"
    verdict = Verdict.STATUTORY_HOSPITAL_RESTRICTED if restricted else Verdict.STATUTORY_HOSPITAL_UNRESTRICTED
    return _answer(verdict, "V2", f"{kind} hospital order for {facts.offence.title}; the length does not matter.")


def _statutory_at_any_length(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    """Victims and Courts Act 2026: order breaches, stalking, harassment and control at any custodial length."""
    if facts.offence is None or not rules.notification_is_statutory or not is_notified(facts.offence, rules):
        return None
    reason = f"{facts.offence.title} counts by statute whatever the length of custody, under rule set {rules.version}."
    return _answer(Verdict.STATUTORY_VCS, "V5", reason)


def _length_missing(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    if facts.length.is_recorded or facts.disposal in ALWAYS_LONG:
        return None
    reason = "The length of the sentence is not recorded, so the schemes cannot be checked."
    return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, A_MANAGER_LOOKS)


def _statutory(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    if facts.offence is None or not facts.offence.is_listed or not long_enough(facts, rules):
        return None
    if facts.sentenced_on < rules.custody_from:
        reason = f"The sentence was passed before {in_words(rules.custody_from)}, when the statutory scheme began."
        return _answer(Verdict.PROPOSE_DISCRETIONARY, "V3", reason, A_MANAGER_LOOKS)
    lengths: dict[str, str] = {
        Disposal.LIFE: "a life sentence",
        Disposal.SOPC: "one that counts whatever its length",
        Disposal.EXTENDED_DETERMINATE: "an extended sentence, which counts whatever its length",
    }
    length = lengths.get(facts.disposal, f"{rules.months_for_statutory} months or more")
    return _answer(
        Verdict.STATUTORY_VCS, "V5", f"{facts.offence.title} is a listed offence and the sentence is {length}."
    )


def _notification_scheme(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    if facts.offence is None or not is_notified(facts.offence, rules) or long_enough(facts, rules):
        return None
    under = (
        f"{facts.offence.title} is a Victim Notification Scheme offence and the sentence is under "
        f"{rules.months_for_statutory} months."
    )
    if facts.committed_on is None or facts.vns_live_from is None:
        missing = "date of the offence" if facts.committed_on is None else "date the scheme reached this area"
        return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", under, f"The {missing} is not recorded.")
    if facts.committed_on >= facts.vns_live_from:
        return _answer(Verdict.VNS, "V6", under)
    return None


def _discretionary(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    offence, months = facts.offence, f"{rules.months_for_statutory} months"
    if facts.discretionary_ground:
        reason = GROUND
    elif offence and is_notified(offence, rules) and long_enough(facts, rules):
        reason = (
            f"{offence.title} is a Victim Notification Scheme offence, but the sentence is {months} or more and the "
            "offence is not listed for the Victim Contact Scheme."
        )
    elif offence and offence.is_listed:
        reason = f"{offence.title} is a listed offence, but the sentence is under {months}."
    else:
        return None
    return _answer(Verdict.PROPOSE_DISCRETIONARY, "V7", reason, "A manager decides.")


def _neither(facts: EligibilityFacts, rules: RuleSet) -> Answer | None:
    title = facts.offence.title if facts.offence else "This offence"
    if facts.offence and is_notified(facts.offence, rules):
        reason = f"{title} was committed before the Victim Notification Scheme reached this area."
    else:
        reason = f"{title} is on neither scheme's list."
    return _answer(Verdict.NOT_ELIGIBLE, "V8", reason)


STEPS: tuple[Callable[[EligibilityFacts, RuleSet], Answer | None], ...] = (
    _other_courts,
    _not_custody_or_hospital,
    _unknown_offence,
    _hospital,
    _statutory_at_any_length,
    _length_missing,
    _statutory,
    _notification_scheme,
    _discretionary,
    _neither,
)
