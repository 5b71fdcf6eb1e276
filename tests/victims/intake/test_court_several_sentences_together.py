"""The whole term of several sentences is kept, so that a verdict given anew says what the first one said."""

from __future__ import annotations

import pytest

from cases.models import Case, Sentence
from cases.rules.sentence_length import Length
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory
from tests.victims.intake.court_files import bring, result, row, units_for
from victims.actions.verdicts import reassess_cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SAID = "All the sentences together come to 20 months"


def test_it_is_said_again_when_the_facts_are_looked_at_again() -> None:
    units_for("Kent")
    bring(row(sentence_months="8", aggregate_months="20"))
    kept, sentence = result(), Sentence.objects.get()
    assert (sentence.length, sentence.together) == (Length(months=8), Length(months=20))
    assert any(SAID in reason for reason in kept.verdict_reasons)
    enrolment = EnrolmentFactory(case=kept.case, offence=kept.offence)
    Case.objects.update(facts_changed_at=NOW)

    assert reassess_cases().failed == []

    newest = enrolment.verdicts.first()
    assert newest is not None
    assert any(SAID in reason for reason in newest.reasons)
