"""A request for a referral: opened once for a person on a case, answered once, settled by the referral that arrives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import OrganisationKind, Role
from accounts.models import AuditEntry, User
from cases.models import Case, Offence
from tests.access.world import OFFENCE_ANSWERS, OFFENDER_ANSWERS, victim_answers
from tests.factories.accounts import unit
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import ReferralRequestFactory
from victims.actions.referral_drafts import begin_draft, keep_answers
from victims.actions.referral_requests import (
    CannotAskForReferral,
    ReferralDoesNotFit,
    RequestIsAnswered,
    answer_by_link,
    answer_request,
    open_request,
    withdraw_request,
)
from victims.actions.referrals import submit_referral
from victims.models import Referral, ReferralRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]


@pytest.fixture
def offence() -> Offence:
    found: Offence = SentenceFactory(offence__conviction=CaseFactory().conviction).offence
    return found


def ask(offence: Offence, by: User | None, **facts: object) -> ReferralRequest:
    case = Case.objects.get(conviction=offence.conviction)
    asked = {"organisation": unit(OrganisationKind.WCU), "offences": [offence], "concerning": "Maria Fenwick"}
    return open_request(case=case, **{**asked, "source": "unit_search", **facts}, by=by)  # type: ignore[arg-type]


def refer(wco: User, last_name: str) -> Referral:
    """A referral for the case of OFFENDER_ANSWERS."""
    draft = begin_draft(by=wco)
    keep_answers(draft=draft, step="offender", answers={**OFFENDER_ANSWERS, "date_of_birth": "1988-04-02"}, by=wco)
    keep_answers(draft=draft, step="offence", answers=OFFENCE_ANSWERS, by=wco)
    keep_answers(draft=draft, step="victim", answers=victim_answers(last_name), by=wco)
    return submit_referral(draft=draft, by=wco)


def test_it_says_who_is_asked_since_when_and_until_when_the_referral_was_due(offence: Offence, person: People) -> None:
    request = ask(offence, person(Role.VAO))

    assert (request.scheme, request.found_on, request.due_on) == ("VNS", date(2026, 11, 20), date(2026, 11, 16))
    assert list(request.offences.all()) == [offence]


def test_asking_again_for_the_same_person_is_the_same_request(offence: Offence) -> None:
    assert ask(offence, None) == ask(offence, None, concerning=" Maria  Fenwick ")


def test_another_office_may_be_asked_once_the_first_says_it_is_not_theirs(offence: Offence, person: People) -> None:
    first = ask(offence, None)
    answer_request(request=first, answer="wrong_case", by=person(Role.WCO))

    again = ask(offence, None, organisation=unit(OrganisationKind.WCU, force="Sussex"))

    assert (again.pk != first.pk, again.answer) == (True, "")


def test_nobody_is_asked_about_a_sentence_that_entitles_nobody(offence: Offence) -> None:
    offence.sentences.update(disposal="community")

    with pytest.raises(CannotAskForReferral, match="nobody is entitled"):
        ask(offence, None)


def test_an_offence_of_another_case_is_refused(offence: Offence) -> None:
    with pytest.raises(CannotAskForReferral):
        ask(offence, None, offences=[SentenceFactory().offence])


def test_only_the_first_answer_counts(offence: Offence, person: People) -> None:
    request = ask(offence, None)
    answer_request(request=request, answer="cannot_identify", by=person(Role.WCO))

    with pytest.raises(RequestIsAnswered):
        withdraw_request(request=request, note="Not needed", by=person(Role.VAO))
    request.refresh_from_db()
    assert request.answer == "cannot_identify"


def test_an_answer_by_link_is_written_down_under_the_inbox(offence: Offence) -> None:
    request = answer_by_link(request=ask(offence, None), answer="declined", inbox="care@kent.example")

    assert (request.answered_by, request.answered_through) == (None, "care@kent.example")
    assert AuditEntry.objects.get(verb="request.answered").actor_label == "By the link sent to care@kent.example"


def test_referred_needs_the_referral_of_that_sentence(offence: Offence, person: People) -> None:
    wco = person(Role.WCO)
    request = ask(offence, None)

    for referral in (None, refer(wco, "Somebody")):
        with pytest.raises(ReferralDoesNotFit):
            answer_request(request=request, answer="referred", referral=referral, by=wco)


def test_a_referral_answers_for_no_more_people_than_it_brought(person: People) -> None:
    wco = person(Role.WCO)
    referral = refer(wco, "Fenwick")
    brought = referral.enrolments.get()
    first = ReferralRequestFactory(case=brought.case, concerning="M Fenwick", offences=[brought.offence])
    second = ReferralRequestFactory(case=brought.case, concerning="Josie Tranter", offences=[brought.offence])
    answer_request(request=first, answer="referred", referral=referral, by=wco)

    with pytest.raises(ReferralDoesNotFit, match="refer them too"):
        answer_request(request=second, answer="referred", referral=referral, by=wco)
    with pytest.raises(ReferralDoesNotFit, match="refer them too"):
        answer_by_link(request=second, answer="referred", referral=referral, inbox="care@kent.example")
    second.refresh_from_db()
    assert second.answer == "", "Josie Tranter is still asked for"


def test_the_referral_that_arrives_answers_the_request_for_that_person(person: People) -> None:
    wco = person(Role.WCO)
    first = refer(wco, "First").enrolments.get()
    named = ReferralRequestFactory(case=first.case, concerning="MRS MARIA FENWICK", offences=[first.offence])
    other = ReferralRequestFactory(case=first.case, concerning="Marie Fenwick", offences=[first.offence])

    referral = refer(wco, "Fenwick")

    named.refresh_from_db()
    other.refresh_from_db()
    assert (named.answer, named.referral, named.answered_on) == ("referred", referral, date(2026, 11, 20))
    assert other.answer == ""


def test_the_referral_answers_a_request_that_names_nobody_by_the_offence(person: People) -> None:
    wco = person(Role.WCO)
    enrolment = refer(wco, "First").enrolments.get()
    about_it = ReferralRequestFactory(case=enrolment.case, concerning="", offences=[enrolment.offence])

    refer(wco, "Fenwick")

    about_it.refresh_from_db()
    assert about_it.answer == "referred"


def test_two_requests_that_fit_are_left_for_a_person(person: People) -> None:
    wco = person(Role.WCO)
    first = refer(wco, "First").enrolments.get()
    for name in ("Maria Fenwick", "Mrs Maria Fenwick"):
        ReferralRequestFactory(case=first.case, concerning=name, offences=[first.offence])

    refer(wco, "Fenwick")

    assert ReferralRequest.objects.standing().count() == 2
