"""How sentences, rule sets and verdicts are changed, for the table of deeds."""

from __future__ import annotations

from accounts.models import User
from cases.actions import rule_sets, sentences
from cases.enums import Scheme, SentenceCause, Verdict
from cases.models import Case, EligibilityRuleSet
from cases.queries.eligibility import assess_offences
from cases.rules.sentence_length import Length
from tests.access.world import World
from tests.factories.cases import NOW
from victims.actions import reopening, request_verdicts, verdicts
from victims.models import EligibilityVerdict, Enrolment
from victims.rules.discretion import NOT_ELIGIBLE

TODAY = NOW.date()
# Two people are on the case: of one the rule now gives less, of the other as much as before for other reasons. And a
# request stands.
REASSESSED = ("verdict.put_to_manager", "verdict.given_anew", "request.judged_again")


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


def _longer_already(world: World) -> None:
    """As somebody else left it: the sentence is longer, and the case waits for its verdicts."""
    world.enrolment.offence.sentences.update(weeks=0, months=18)
    Case.objects.filter(pk=world.enrolment.case_id).update(facts_changed_at=NOW)


def reassess(world: World, by: None) -> object:
    _longer_already(world)
    return verdicts.reassess_cases()


def reassess_one(world: World, by: None) -> object:
    _longer_already(world)
    return verdicts.reassess_case(world.enrolment.case_id)


def open_again(world: World, by: None) -> None:
    """Contact was refused and the case closed; the rule gives them a scheme."""
    enrolment = world.enrolment
    answer, _ = assess_offences(list(enrolment.offences.all()), enrolment.region, enrolment.force)
    closed = {"status": "closed", "closed_on": TODAY, "closed_because": NOT_ELIGIBLE, "verdict": Verdict.NOT_ELIGIBLE}
    Enrolment.objects.filter(pk=enrolment.pk).update(**closed)
    enrolment.refresh_from_db()
    reopening.look_again(enrolment, answer)


def override(world: World, by: User) -> object:
    return verdicts.override_verdict(
        enrolment=world.enrolment, verdict=Verdict.STATUTORY_VCS, reason_code="DATA_ERROR", reason="Section 4A.", by=by
    )


def accept(world: World, by: User) -> object:
    enrolment = world.enrolment
    EligibilityVerdict.objects.create(
        enrolment=enrolment,
        verdict=Verdict.PROPOSE_DISCRETIONARY,
        scheme=Scheme.DISCRETIONARY,
        rule="V7/2026-11",
        offence=enrolment.offence,
        cause="facts",
        decided_at=NOW,
        waits_for_manager=True,
    )
    return verdicts.accept_verdict(enrolment=enrolment, by=by)


def judge_again(world: World, by: None) -> object:
    world.request.offences.get().sentences.update(weeks=0, months=18)
    return request_verdicts.judge_requests_again(world.request.case)
