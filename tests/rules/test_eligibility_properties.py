"""What must hold for any sentence: longer never takes statutory contact away, and nobody is rejected for a blank."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.enums import Disposal, Jurisdiction, Verdict
from cases.rules.eligibility import ENTITLEMENT, SCHEME_OF, EligibilityFacts, OffenceFacts, assess, assess_all
from cases.rules.eligibility_changes import MEANS
from cases.rules.sentence_length import Length
from tests.rules.rule_sets import NEW_ACT, RULES

LISTED = OffenceFacts("OF61102", "Assault occasioning actual bodily harm", "schedule18", vns=False)
OFFENCES = st.sampled_from(
    [
        LISTED,
        OffenceFacts("PH97009", "Harassment, fear of violence", "schedule18", vns=True),
        OffenceFacts("SE20002", "Breach of restraining order", "none", vns=True),
        OffenceFacts("TH68020", "Theft", "none", vns=False),
        OffenceFacts("SX03999", "Depends on age", "fact_dependent", vns=False),
        None,
    ]
)
LENGTHS = st.builds(
    Length, years=st.integers(0, 20), months=st.integers(0, 30), weeks=st.integers(0, 60), days=st.integers(0, 400)
)
FACTS = st.builds(
    EligibilityFacts,
    offence=OFFENCES,
    disposal=st.sampled_from([*Disposal]),
    length=LENGTHS,
    sentenced_on=st.dates(date(1992, 1, 1), date(2030, 1, 1)),
    committed_on=st.none() | st.dates(date(1990, 1, 1), date(2029, 1, 1)),
    vns_live_from=st.none() | st.just(date(2024, 1, 1)),
)


@given(facts=FACTS, more=LENGTHS)
def test_lengthening_a_sentence_never_moves_statutory_contact_to_anything_else(
    facts: EligibilityFacts, more: Length
) -> None:
    if assess(facts, RULES).verdict != Verdict.STATUTORY_VCS:
        return
    longer = Length(*(getattr(facts.length, u) + getattr(more, u) for u in ("years", "months", "weeks", "days")))
    assert assess(dataclasses.replace(facts, length=longer), RULES).verdict == Verdict.STATUTORY_VCS


@given(facts=FACTS)
def test_every_answer_has_a_rule_a_version_and_a_reason(facts: EligibilityFacts) -> None:
    answer = assess(facts, RULES)
    assert answer.rule.endswith("/2026-11")
    assert all(reason.endswith(".") for reason in answer.reasons)
    assert answer.reasons
    assert SCHEME_OF[answer.verdict] == answer.scheme


@given(facts=FACTS)
def test_custody_for_an_unknown_offence_goes_to_a_person(facts: EligibilityFacts) -> None:
    unknown = dataclasses.replace(facts, offence=None, disposal=Disposal.IMPRISONMENT)
    assert assess(unknown, RULES).verdict == Verdict.PROPOSE_DISCRETIONARY


@given(facts=FACTS)
def test_custody_without_a_length_goes_to_a_person_unless_it_is_life_or_similar(facts: EligibilityFacts) -> None:
    blank = dataclasses.replace(facts, offence=LISTED, disposal=Disposal.IMPRISONMENT, length=Length())
    assert assess(blank, RULES).verdict == Verdict.PROPOSE_DISCRETIONARY


@given(facts=FACTS, unit=st.sampled_from(["years", "months", "weeks", "days"]), more=st.integers(1, 40))
def test_no_unit_of_length_takes_statutory_contact_away(facts: EligibilityFacts, unit: str, more: int) -> None:
    listed = dataclasses.replace(facts, offence=LISTED, disposal=Disposal.IMPRISONMENT)
    if assess(listed, RULES).verdict == Verdict.STATUTORY_VCS:
        length = dataclasses.replace(listed.length, **{unit: getattr(listed.length, unit) + more})
        assert assess(dataclasses.replace(listed, length=length), RULES).verdict == Verdict.STATUTORY_VCS


@given(several=st.lists(FACTS, min_size=1, max_size=4), another=FACTS)
def test_another_offence_never_takes_anything_away(several: list[EligibilityFacts], another: EligibilityFacts) -> None:
    before, after = assess_all(several, RULES), assess_all([*several, another], RULES)
    assert ENTITLEMENT.index(after.verdict) <= ENTITLEMENT.index(before.verdict)


@given(several=st.lists(FACTS, min_size=2, max_size=4), data=st.data())
def test_the_order_of_the_offences_does_not_matter(several: list[EligibilityFacts], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(several))
    assert assess_all(shuffled, RULES).verdict == assess_all(several, RULES).verdict


@given(facts=FACTS)
def test_the_new_act_never_gives_less(facts: EligibilityFacts) -> None:
    today, then = assess(facts, RULES).verdict, assess(facts, NEW_ACT).verdict
    assert ENTITLEMENT.index(then) <= ENTITLEMENT.index(today)


@given(facts=FACTS, ground=st.sampled_from(["", "DC2"]), jurisdiction=st.sampled_from([*Jurisdiction]))
def test_what_would_change_the_verdict_never_names_the_verdict_that_stands(
    facts: EligibilityFacts, ground: str, jurisdiction: Jurisdiction
) -> None:
    answer = assess(dataclasses.replace(facts, discretionary_ground=ground, jurisdiction=jurisdiction), RULES)
    said = [sentence.rpartition(", ")[2].rstrip(".") for sentence in answer.would_change]
    assert MEANS[answer.verdict] not in said
    assert len(set(answer.would_change)) == len(answer.would_change)
