"""A verdict is given anew when the sentence changes. More is given at once; less is put to a manager."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.actions.sentences import SentenceCannotChange, change_sentence
from cases.enums import Disposal, Scheme, SentenceCause, Verdict
from cases.models import Offence
from cases.rules.sentence_length import Length
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import VictimFactory
from victims.actions.enrolment import Owner, enrol
from victims.actions.verdicts import (
    NoVerdictWaits,
    VerdictStandsAlready,
    accept_verdict,
    override_verdict,
    reassess_cases,
)
from victims.enums import DeadlineKind, VerdictCause
from victims.models import EligibilityVerdict, Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SENTENCED, LATER = date(2026, 11, 9), date(2026, 11, 18)


@pytest.fixture
def manager(person: Callable[..., User]) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def enrolled(manager: User) -> Callable[..., Enrolment]:
    """Somebody enrolled for one offence with its sentence: section 4A stalking and 26 weeks unless told otherwise."""

    def make(code: str = "PH97011", **sentence: Any) -> Enrolment:
        case = CaseFactory()
        sentence = sentence or {"weeks": 26}
        made = SentenceFactory(offence__conviction=case.conviction, offence__code=code, **({"weeks": 0} | sentence))
        return enrol(
            case=case,
            victim=VictimFactory(),
            category="adult",
            offences=[made.offence],
            owner=Owner(case.region, None),
            referral=None,
            referred_on=date(2026, 11, 12),
            urgent=False,
            by=manager,
        )

    return make


def change(offence: Offence, by: User, **facts: Any) -> None:
    usual = {"cause": SentenceCause.APPEAL, "sentenced_on": LATER, "disposal": Disposal.IMPRISONMENT}
    change_sentence(**{"offence": offence, "by": by, **usual, **facts})
    reassess_cases()


def in_force(enrolment: Enrolment) -> EligibilityVerdict:
    return EligibilityVerdict.objects.current().get(enrolment=enrolment)


def waiting(enrolment: Enrolment) -> EligibilityVerdict | None:
    return EligibilityVerdict.objects.waiting().filter(enrolment=enrolment).first()


def test_the_first_verdict_is_kept_with_what_it_was_given_on(enrolled: Callable[..., Enrolment]) -> None:
    row = in_force(enrolled())
    assert (row.verdict, row.rule, row.rule_set) == (Verdict.VNS, "V6/2026-11", "2026-11")
    assert row.facts[0]["code"] == "PH97011"
    assert row.facts[0]["length"] == "26 weeks"
    assert any("12 months or more" in sentence for sentence in row.would_change)


def test_a_longer_sentence_gives_the_contact_scheme_at_once(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled()
    change(enrolment.offence, manager, length=Length(months=12))
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.scheme) == (Verdict.STATUTORY_VCS, Scheme.VCS)
    assert [row.verdict for row in enrolment.verdicts.all()] == [Verdict.STATUTORY_VCS, Verdict.VNS]
    assert in_force(enrolment).cause == VerdictCause.FACTS
    clock = enrolment.deadlines.get(kind=DeadlineKind.FIRST_CONTACT)
    assert clock.limit_code == "T06"


def test_a_shorter_sentence_stops_nothing_by_itself(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled(months=14)
    change(enrolment.offence, manager, length=Length(months=8))
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.scheme) == (Verdict.STATUTORY_VCS, Scheme.VCS)
    asked = waiting(enrolment)
    assert asked is not None
    assert (asked.verdict, asked.scheme) == (Verdict.VNS, Scheme.VNS)
    assert AuditEntry.objects.filter(verb="verdict.put_to_manager", actor=None).exists()


def test_a_manager_who_agrees_puts_it_in_force(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled(months=14)
    change(enrolment.offence, manager, length=Length(months=8))
    accept_verdict(enrolment=enrolment, by=manager)
    enrolment.refresh_from_db()
    assert (enrolment.verdict, enrolment.scheme) == (Verdict.VNS, Scheme.VNS)
    assert waiting(enrolment) is None
    assert in_force(enrolment).decided_by == manager
    with pytest.raises(NoVerdictWaits):
        accept_verdict(enrolment=enrolment, by=manager)


def test_a_suspended_sentence_that_is_activated_counts(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled(disposal=Disposal.SUSPENDED, months=18)
    assert enrolment.verdict == Verdict.NOT_ELIGIBLE
    change(enrolment.offence, manager, cause=SentenceCause.ACTIVATED, length=Length(months=12))
    enrolment.refresh_from_db()
    assert enrolment.verdict == Verdict.STATUTORY_VCS
    assert "A suspended sentence was activated, so it counts as custody." in enrolment.verdict_reasons


def test_an_override_is_kept_with_its_reason_and_moves_the_clocks(
    enrolled: Callable[..., Enrolment], manager: User
) -> None:
    enrolment = enrolled()
    override_verdict(
        enrolment=enrolment,
        verdict=Verdict.STATUTORY_VCS,
        reason_code="DATA_ERROR",
        reason="The court says 14 months.",
        by=manager,
    )
    enrolment.refresh_from_db()
    assert (enrolment.scheme, enrolment.verdict_reasons) == (Scheme.VCS, ["The court says 14 months."])
    assert enrolment.deadlines.get(kind=DeadlineKind.FIRST_CONTACT).limit_code == "T06"
    assert [row.is_override for row in enrolment.verdicts.all()] == [True, False]
    with pytest.raises(VerdictStandsAlready):
        override_verdict(
            enrolment=enrolment, verdict=Verdict.STATUTORY_VCS, reason_code="DATA_ERROR", reason="Again.", by=manager
        )


def test_a_change_of_facts_never_undoes_an_override(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled()
    override_verdict(
        enrolment=enrolment,
        verdict=Verdict.PROPOSE_DISCRETIONARY,
        reason_code="DISCRETION_DA",
        reason="Domestic abuse.",
        by=manager,
    )
    change(enrolment.offence, manager, length=Length(months=15))
    enrolment.refresh_from_db()
    assert enrolment.verdict == Verdict.PROPOSE_DISCRETIONARY
    asked = waiting(enrolment)
    assert asked is not None
    assert asked.verdict == Verdict.STATUTORY_VCS


def test_running_it_twice_gives_one_verdict(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled(months=14)
    change(enrolment.offence, manager, length=Length(months=8))
    enrolment.case.refresh_from_db()
    assert enrolment.case.facts_changed_at is None
    assert reassess_cases().done == 0
    type(enrolment.case).objects.update(facts_changed_at=enrolment.case.opened_at)
    assert reassess_cases().done == 1
    assert enrolment.verdicts.count() == 2


def test_a_correction_back_leaves_nothing_waiting(enrolled: Callable[..., Enrolment], manager: User) -> None:
    enrolment = enrolled(months=14)
    change(enrolment.offence, manager, length=Length(months=8))
    change(enrolment.offence, manager, cause=SentenceCause.CORRECTED, sentenced_on=SENTENCED, length=Length(months=14))
    assert waiting(enrolment) is None
    assert in_force(enrolment).verdict == Verdict.STATUTORY_VCS


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"sentenced_on": SENTENCED, "length": Length(weeks=26)}, "recorded already"),
        ({"sentenced_on": date(2026, 11, 23), "length": Length(months=3)}, "has not come yet"),
        ({"sentenced_on": date(2026, 11, 2), "length": Length(months=3)}, "dated before the sentence"),
        ({"cause": SentenceCause.ACTIVATED, "length": Length(months=3)}, "not suspended"),
    ],
    ids=["same", "ahead", "before", "not suspended"],
)
def test_a_change_that_cannot_be_is_refused(
    enrolled: Callable[..., Enrolment], manager: User, facts: dict[str, Any], says: str
) -> None:
    enrolment = enrolled()
    with pytest.raises(SentenceCannotChange, match=says):
        change(enrolment.offence, manager, **facts)
    assert enrolment.offence.sentences.count() == 1
