"""How sentences, rule sets and verdicts are changed, for the table of deeds."""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import User
from cases.actions import rule_sets, sentences
from cases.enums import SentenceCause, Verdict
from cases.models import EligibilityRuleSet
from cases.rules.sentence_length import Length
from tests.access.world import World
from tests.factories.cases import NOW
from victims.actions import verdicts

TODAY = NOW.date()
# Two people are on the case: of one the rule now gives less, of the other as much as before for other reasons.
REASSESSED = ("sentence.changed", "verdict.put_to_manager", "verdict.given_anew")


def commence(world: World, by: User) -> object:
    rule_set = EligibilityRuleSet.objects.get(version="2026-vca")
    return rule_sets.enter_commencement(rule_set=rule_set, commences_on=TODAY, by=by)


def lengthen(world: World, by: User) -> object:
    return sentences.change_sentence(
        offence=world.enrolment.offence,
        cause=SentenceCause.APPEAL,
        sentenced_on=TODAY,
        disposal="imprisonment",
        length=Length(months=18),
        by=by,
    )


def reassess(world: World, by: None) -> object:
    lengthen(world, world.here[Role.MANAGER])
    return verdicts.reassess_cases()


def reassess_one(world: World, by: None) -> object:
    lengthen(world, world.here[Role.MANAGER])
    return verdicts.reassess_case(world.enrolment.case_id)


def override(world: World, by: User) -> object:
    return verdicts.override_verdict(
        enrolment=world.enrolment, verdict=Verdict.STATUTORY_VCS, reason_code="DATA_ERROR", reason="Section 4A.", by=by
    )


def accept(world: World, by: User) -> object:
    reassess(world, None)
    return verdicts.accept_verdict(enrolment=world.enrolment, by=by)
