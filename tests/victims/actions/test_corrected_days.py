"""Where the day of a sentence was recorded wrongly, all that counts from it is set right, whatever the verdict says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from cases.actions.sentences import SentenceCannotChange, change_sentence
from cases.enums import Disposal, SentenceCause
from cases.models import Case, Offence, Sentence
from cases.rules.sentence_length import Length
from tests.factories.accounts import unit
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import VictimFactory
from victims.actions.enrolment import Owner, enrol
from victims.actions.referral_requests import open_request
from victims.actions.verdicts import reassess_cases
from victims.enums import DeadlineKind
from victims.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
RECORDED, TRULY, LATER = date(2026, 11, 9), date(2026, 10, 26), date(2026, 11, 16)


@pytest.fixture
def manager(person: Callable[..., User]) -> User:
    return person(Role.MANAGER)


def offence_of(case: Case, disposal: str = Disposal.IMPRISONMENT) -> Offence:
    sentence: Sentence = SentenceFactory(
        offence__conviction=case.conviction,
        offence__code="PH97011",
        sentenced_on=case.sentenced_on,
        disposal=disposal,
        weeks=0,
        months=18,
    )
    return sentence.offence


def change(offence: Offence, day: date, by: User, cause: SentenceCause = SentenceCause.CORRECTED) -> None:
    change_sentence(
        offence=offence,
        cause=cause,
        sentenced_on=day,
        disposal=Disposal.IMPRISONMENT,
        length=Length(months=18),
        by=by,
    )
    reassess_cases().raise_if_any_failed("cases")


def days_of(case: Case) -> set[date]:
    case.refresh_from_db()
    case.conviction.refresh_from_db()
    return {case.sentenced_on, case.conviction.sentenced_on}


def enrolled(case: Case, offence: Offence, by: User) -> Enrolment:
    return enrol(
        case=case,
        victim=VictimFactory(),
        category="adult",
        offences=[offence],
        owner=Owner(case.region, None),
        referral=None,
        referred_on=date(2026, 11, 12),
        urgent=False,
        by=by,
    )


def test_the_case_its_people_and_their_clocks_follow(manager: User) -> None:
    case = CaseFactory(conviction__sentenced_on=RECORDED)
    offence = offence_of(case)
    enrolment = enrolled(case, offence, manager)
    change(offence, TRULY, manager)
    enrolment.refresh_from_db()
    assert days_of(case) == {enrolment.sentenced_on} == {TRULY}
    assert enrolment.deadlines.get(kind=DeadlineKind.OVERALL).started_on == TRULY
    assert enrolment.verdicts.count() == 1


def test_an_activation_dated_wrongly_moves_the_clocks(manager: User) -> None:
    case = CaseFactory(conviction__sentenced_on=TRULY)
    offence = offence_of(case, Disposal.SUSPENDED)
    enrolment = enrolled(case, offence, manager)
    change(offence, LATER, manager, SentenceCause.APPEAL)
    change(offence, RECORDED, manager)
    assert enrolment.deadlines.get(kind=DeadlineKind.OVERALL).started_on == RECORDED
    assert days_of(case) == {TRULY}


def test_what_a_court_decided_later_leaves_the_day_of_the_case(manager: User) -> None:
    case = CaseFactory(conviction__sentenced_on=RECORDED)
    change(offence_of(case), LATER, manager, SentenceCause.APPEAL)
    assert days_of(case) == {RECORDED}


def test_of_two_offences_the_first_day_stands_until_both_are_set_right(manager: User) -> None:
    case = CaseFactory(conviction__sentenced_on=RECORDED)
    one, other = offence_of(case), offence_of(case)
    change(one, LATER, manager)
    assert days_of(case) == {RECORDED}
    change(other, LATER, manager)
    assert days_of(case) == {LATER}


def test_two_cases_of_one_day_are_not_made(manager: User) -> None:
    case = CaseFactory(conviction__sentenced_on=RECORDED)
    offence = offence_of(case)
    CaseFactory(conviction__sentenced_on=TRULY, conviction__offender=case.offender, offender=case.offender)
    with pytest.raises(SentenceCannotChange, match="another case"):
        change(offence, TRULY, manager)
    assert days_of(case) == {RECORDED}
    assert offence.sentences.count() == 1


def test_the_last_day_of_a_referral_asked_for_follows(manager: User) -> None:
    case = CaseFactory(conviction__sentenced_on=RECORDED)
    offence = offence_of(case)
    request = open_request(
        case=case,
        organisation=unit(OrganisationKind.WCU),
        offences=[offence],
        concerning="Maria Fenwick",
        source="unit_search",
        by=manager,
    )
    before = request.due_on
    change(offence, TRULY, manager)
    request.refresh_from_db()
    assert request.due_on < before
