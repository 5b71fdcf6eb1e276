"""What would change a verdict, as sentences: the rule is asked again with one fact changed, and its answer is said."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

from cases.enums import CUSTODY, HOSPITAL, Disposal, Jurisdiction, Verdict
from cases.rules.eligibility_facts import EligibilityFacts
from cases.rules.eligibility_steps import ALWAYS_LONG, decide, is_notified, is_suspended, long_enough
from cases.rules.rule_sets import RuleSet
from cases.rules.sentence_length import Length
from vlu.lib.dates import without_weekday

MEANS: dict[Verdict, str] = {
    Verdict.STATUTORY_VCS: "the Victim Contact Scheme would cover it by statute",
    Verdict.STATUTORY_HOSPITAL_RESTRICTED: "the Victim Contact Scheme would cover it by statute",
    Verdict.STATUTORY_HOSPITAL_UNRESTRICTED: "the Victim Contact Scheme would cover it by statute",
    Verdict.VNS: "the Victim Notification Scheme would cover it",
    Verdict.PROPOSE_DISCRETIONARY: "a manager would decide whether contact is offered",
    Verdict.NOT_ELIGIBLE: "neither scheme would cover it",
}
Change = tuple[str, EligibilityFacts]


def what_would_change(facts: EligibilityFacts, rules: RuleSet) -> tuple[str, ...]:
    """Only changes that lead to another verdict, each once; the likeliest in practice first."""
    now = decide(facts, rules).verdict
    found = []
    for condition, changed in _possible(facts, rules):
        then = decide(changed, rules).verdict
        if then != now:
            found.append(f"If {condition}, {MEANS[then]}.")
    return tuple(dict.fromkeys(found))


def _possible(facts: EligibilityFacts, rules: RuleSet) -> Iterator[Change]:
    if is_suspended(facts):
        yield from _activated(facts, rules)
    elif facts.disposal in CUSTODY or facts.disposal == Disposal.SUSPENDED:
        yield from _length(facts, rules)
        yield from _date_of_offence(facts, rules)
        yield from _discretion(facts)
    if facts.disposal in CUSTODY | HOSPITAL:
        yield from _date_of_sentence(facts, rules)
    if facts.jurisdiction != Jurisdiction.ENGLAND_WALES:
        yield (
            "a court in England and Wales had passed the sentence",
            dataclasses.replace(facts, jurisdiction=Jurisdiction.ENGLAND_WALES),
        )


def _activated(facts: EligibilityFacts, rules: RuleSet) -> Iterator[Change]:
    months = rules.months_for_statutory
    lengths = {f"{months} months or more": Length(months=months), f"under {months} months": _short(rules)}
    for words, length in lengths.items():
        yield (
            f"the suspended sentence is activated at {words}",
            dataclasses.replace(facts, activated=True, length=length),
        )


def _length(facts: EligibilityFacts, rules: RuleSet) -> Iterator[Change]:
    months = rules.months_for_statutory
    longer = dataclasses.replace(facts, length=Length(months=months))
    shorter = dataclasses.replace(facts, length=_short(rules))
    if facts.disposal in ALWAYS_LONG:
        ordinary = dataclasses.replace(shorter, disposal=Disposal.IMPRISONMENT)
        yield f"the sentence is varied on appeal to imprisonment below {months} months", ordinary
    elif not facts.length.is_recorded:
        yield f"the length turns out to be {months} months or more", longer
        yield f"the length turns out to be under {months} months", shorter
    elif long_enough(facts, rules):
        yield f"the sentence is varied on appeal below {months} months", shorter
    else:
        yield f"the sentence for this offence turns out to be, or becomes, {months} months or more", longer


def _date_of_offence(facts: EligibilityFacts, rules: RuleSet) -> Iterator[Change]:
    live = facts.vns_live_from
    if facts.offence is None or live is None or not is_notified(facts.offence, rules):
        return
    after = dataclasses.replace(facts, committed_on=live)
    before = dataclasses.replace(facts, committed_on=live - timedelta(days=1))
    if facts.committed_on is None or facts.committed_on < live:
        yield f"the date of the offence were on or after {without_weekday(live)}", after
    if facts.committed_on is None or facts.committed_on >= live:
        yield f"the date of the offence were before {without_weekday(live)}", before


def _date_of_sentence(facts: EligibilityFacts, rules: RuleSet) -> Iterator[Change]:
    begins = {
        Disposal.HOSPITAL_RESTRICTED: rules.restricted_hospital_from,
        Disposal.HOSPITAL_UNRESTRICTED: rules.unrestricted_hospital_from,
    }.get(Disposal(facts.disposal), rules.custody_from)
    if facts.sentenced_on < begins:
        yield (
            f"the sentence were passed on or after {without_weekday(begins)}",
            dataclasses.replace(facts, sentenced_on=begins),
        )


def _discretion(facts: EligibilityFacts) -> Iterator[Change]:
    if not facts.discretionary_ground:
        yield (
            "a ground for discretionary contact is recorded",
            dataclasses.replace(facts, discretionary_ground="recorded"),
        )


def _short(rules: RuleSet) -> Length:
    return Length(months=rules.months_for_statutory - 1)
