"""Facts of an offence gathered for the eligibility rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from accounts.models import PoliceForce, Region
from cases.enums import SentenceCause
from cases.models import Offence, OffenceType, Sentence
from cases.queries.rule_sets import all_rule_sets, rule_set_among
from cases.rules.age import age_on
from cases.rules.eligibility import Assessment, EligibilityFacts, OffenceFacts, assess, best_of
from cases.rules.sentence_history import Passed, began_to_count


def offence_facts(offence_type: OffenceType | None, code: str = "") -> OffenceFacts | None:
    if offence_type is None:
        return None
    return OffenceFacts(
        code=code.strip().upper() or offence_type.cjs_code,
        title=offence_type.title,
        s45_route=offence_type.s45_route,
        vns=offence_type.vns,
        base_code=offence_type.cjs_code,
        valid_from=offence_type.valid_from,
        valid_to=offence_type.valid_to,
    )


def vns_live_from(region: Region, force: PoliceForce | None) -> date:
    """When the Victim Notification Scheme reached the area: the force's own date wins (domain 8.1)."""
    return (force.vns_live_from if force else None) or region.vns_live_from


def facts_of_offence(offence: Offence, region: Region, force: PoliceForce | None) -> EligibilityFacts:
    sentence = current_sentence(offence)
    born = offence.conviction.offender.date_of_birth
    return EligibilityFacts(
        offence=offence_facts(offence.offence_type, offence.code),
        disposal=sentence.disposal,
        length=sentence.length,
        sentenced_on=sentence.sentenced_on,
        committed_on=offence.committed_on,
        vns_live_from=vns_live_from(region, force),
        code=offence.code,
        aggregate=sentence.together,
        activated=sentence.cause == SentenceCause.ACTIVATED,
        offender_age=age_on(sentence.sentenced_on, born) if born else None,
    )


def assess_offences(
    offences: Sequence[Offence], region: Region, force: PoliceForce | None
) -> tuple[Assessment, Offence]:
    """The verdict for somebody whom these offences concern, and the offence that decides it. Each is judged by the
    rule set of its own sentence date. Raises NoRuleSet, or ValueError for no offence.
    """
    rule_sets = all_rule_sets()
    gathered = [facts_of_offence(offence, region, force) for offence in offences]
    answers = [assess(facts, rule_set_among(rule_sets, facts.sentenced_on)) for facts in gathered]
    best = best_of(answers)
    deciding = next(place for place, facts in enumerate(gathered) if facts is best.facts)
    return best, offences[deciding]


def sentence_began_to_count(offence: Offence) -> date | None:
    """None where it has counted, or not, since it was passed."""
    return sentences_began_to_count([offence.pk])[offence.pk]


def sentences_began_to_count(offences: Iterable[int]) -> dict[int, date | None]:
    """The same for each of many offences, by one query."""
    return {key: began_to_count(history) for key, history in sentence_histories(offences).items()}


def sentence_histories(offences: Iterable[int]) -> dict[int, list[Passed]]:
    """What was passed for each offence, in the order it was recorded. One query."""
    passed: dict[int, list[Passed]] = {key: [] for key in offences}
    rows = Sentence.objects.filter(offence__in=passed).order_by("id")
    for key, disposal, on, cause in rows.values_list("offence", "disposal", "sentenced_on", "cause"):
        passed[key].append(Passed(disposal, on, cause == SentenceCause.CORRECTED))
    return passed


def current_sentence(offence: Offence) -> Sentence:
    return offence.sentences.get(superseded_at__isnull=True)
