"""Which scheme an offence and its sentence lead to (domain facts 1.9, reference README V1-V8).

The rule set is data: its version is stored with every verdict. A verdict proposes; it never rejects anybody by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cases.enums import CUSTODY, Scheme, Verdict
from cases.rules.eligibility_changes import what_would_change
from cases.rules.eligibility_facts import EligibilityFacts, OffenceFacts
from cases.rules.eligibility_steps import decide, long_enough
from cases.rules.offence_codes import recording_error
from cases.rules.rule_sets import RuleSet
from cases.rules.sentence_length import is_at_least_months
from vlu.lib.dates import without_weekday

__all__ = [
    "ENTITLEMENT",
    "SCHEME_OF",
    "Assessment",
    "EligibilityFacts",
    "OffenceFacts",
    "RuleSet",
    "assess",
    "assess_all",
    "best_of",
]

SCHEME_OF: dict[Verdict, Scheme] = {
    Verdict.STATUTORY_VCS: Scheme.VCS,
    Verdict.STATUTORY_HOSPITAL_RESTRICTED: Scheme.VCS,
    Verdict.STATUTORY_HOSPITAL_UNRESTRICTED: Scheme.VCS,
    Verdict.VNS: Scheme.VNS,
    Verdict.PROPOSE_DISCRETIONARY: Scheme.DISCRETIONARY,
    Verdict.NOT_ELIGIBLE: Scheme.DISCRETIONARY,
}

# What gives most comes first: a right, then a scheme, then a manager's choice. Of two rights custody comes first, whose
# clocks run from sentence; both lead to the same scheme.
ENTITLEMENT: tuple[Verdict, ...] = (
    Verdict.STATUTORY_VCS,
    Verdict.STATUTORY_HOSPITAL_RESTRICTED,
    Verdict.STATUTORY_HOSPITAL_UNRESTRICTED,
    Verdict.VNS,
    Verdict.PROPOSE_DISCRETIONARY,
    Verdict.NOT_ELIGIBLE,
)


@dataclass(frozen=True)
class Assessment:
    """A verdict with the rule that gave it and the rule set's version, as "V5/2026-11"; the code of the offence that
    decided it, as written; and every reason as a sentence. `facts` are those of the deciding offence, `considered`
    those of all that were looked at.
    """

    verdict: Verdict
    rule: str
    reasons: tuple[str, ...]
    offence_code: str
    facts: EligibilityFacts = field(repr=False)
    rules: RuleSet = field(repr=False)
    considered: tuple[EligibilityFacts, ...] = field(default=(), repr=False)

    @property
    def scheme(self) -> Scheme:
        """What to work the case as until a manager says otherwise; anything but a clear right goes to a manager."""
        return SCHEME_OF[self.verdict]

    @property
    def would_change(self) -> tuple[str, ...]:
        """Sentences of what would lead to another verdict. Worked out when asked for."""
        return what_would_change(self.facts, self.rules)


def assess(facts: EligibilityFacts, rules: RuleSet) -> Assessment:
    """The verdict on one offence and its sentence."""
    answer = decide(facts, rules)
    reasons = tuple(dict.fromkeys((*answer.reasons, *_notes(facts, rules, answer.verdict))))
    rule = f"{answer.rule}/{rules.version}"
    return Assessment(answer.verdict, rule, reasons, facts.written_code, facts, rules, (facts,))


def assess_all(facts: Sequence[EligibilityFacts], rules: RuleSet) -> Assessment:
    """The verdict for somebody whom several offences concern: the one that gives them most, so that another offence
    never takes anything away. Raises ValueError for no offence."""
    return best_of([assess(each, rules) for each in facts])


def best_of(answers: Sequence[Assessment]) -> Assessment:
    """The first of those that give most, saying so. Raises ValueError for none."""
    if not answers:
        raise ValueError("At least one offence must concern this person.")
    best = min(answers, key=lambda answer: ENTITLEMENT.index(answer.verdict))
    if len(answers) == 1:
        return best
    return replace(
        best,
        reasons=(*best.reasons, f"{len(answers)} offences concern them; this one gives the most."),
        considered=tuple(answer.facts for answer in answers),
    )


def _notes(facts: EligibilityFacts, rules: RuleSet, verdict: Verdict) -> Iterator[str]:
    """What a person should know beside the verdict. None of it changes the verdict."""
    yield from _notes_on_length(facts, rules, verdict)
    yield from _notes_on_offence(facts)
    if facts.activated:
        yield "A suspended sentence was activated, so it counts as custody."
    if facts.offender_age is not None and facts.offender_age < ADULT and facts.disposal in CUSTODY:
        yield "The offender was under 18 when sentenced, so a youth offending team may be the one to refer."


ADULT = 18  # years; under it a youth offending team supervises (domain 1.8)


def _notes_on_length(facts: EligibilityFacts, rules: RuleSet, verdict: Verdict) -> Iterator[str]:
    offence, months = facts.offence, rules.months_for_statutory
    if offence is None or facts.disposal not in CUSTODY:
        return
    long = long_enough(facts, rules)
    if long and (offence.base_code or offence.code) in rules.summary_only:
        yield (
            f"The longest sentence for this offence is less than {months} months, so the length recorded is either "
            "several sentences together or belongs to a more serious offence. Check the record."
        )
    whole = facts.aggregate
    together = whole.is_recorded and is_at_least_months(facts.sentenced_on, whole, months)
    if offence.is_listed and not long and facts.length.is_recorded and together:
        yield (
            f"All the sentences together come to {whole.in_words}, but the sentence for this offence alone is under "
            f"{months} months, and that is the one that counts."
        )
        if verdict == Verdict.VNS:
            yield "A manager may offer the Victim Contact Scheme instead."


def _notes_on_offence(facts: EligibilityFacts) -> Iterator[str]:
    offence, committed = facts.offence, facts.committed_on
    if offence is not None and offence.is_inchoate:
        yield "It is charged as an attempt or similar: treated as the offence itself."
    error = recording_error(facts.written_code, committed)
    if error:
        yield error
    elif offence is not None and committed is not None and offence.valid_from and committed < offence.valid_from:
        began = without_weekday(offence.valid_from)
        yield f"{offence.code} became an offence on {began}, and the offence is dated before that. Check the record."
    if committed is not None and committed > facts.sentenced_on:
        yield "The offence is dated after the sentence. Check the record."
