"""What must hold for any sentence: longer never takes statutory contact away, and nobody is rejected for a blank."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.enums import Disposal, Verdict
from cases.rules.eligibility import SCHEME_OF, EligibilityFacts, OffenceFacts, assess
from cases.rules.sentence_length import Length
from tests.rules.rule_sets import RULES

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
