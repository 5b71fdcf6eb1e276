"""Pages about requests: a fixed number of queries, the steps, and figures that can be counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from tests.factories.cases import NOW
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from victims.models import Referral, ReferralRequest, RequestPrompt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignIn = Callable[..., Client]
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("role", "url"), [(Role.WCU_SUPERVISOR, "/requests/waiting/"), (Role.WCO, "/referrals/"), (Role.VAO, "/requests/")]
)
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    role: Role, url: str, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(role)
    ReferralRequestFactory()
    with django_assert_max_num_queries(40) as one:
        browser.get(url)
    ReferralRequestFactory.create_batch(2)
    with django_assert_max_num_queries(40) as three:
        browser.get(url)

    assert len(one) == len(three)


def test_the_list_is_narrowed_to_a_step(signed_in: SignIn) -> None:
    fresh, asked = ReferralRequestFactory(), ReferralRequestFactory()
    RequestPrompt.objects.create(request=asked, step=1, due_on=TODAY, sent_on=TODAY, sent_at=NOW, told="Carl Denham")
    vao = signed_in(Role.VAO)

    not_asked = vao.get("/requests/?show=not_asked").content.decode()
    officers = vao.get("/requests/?show=officers").content.decode()

    assert (fresh.reference in not_asked, asked.reference in not_asked) == (True, False)
    assert (fresh.reference in officers, asked.reference in officers) == (False, True)


def test_figures_count_answers_and_what_is_late_but_not_what_is_still_within_its_target(signed_in: SignIn) -> None:
    long_ago = TODAY - timedelta(days=28)
    answered = {"answer": "declined"}
    ReferralRequestFactory(found_on=long_ago, answered_on=long_ago + timedelta(days=7), **answered)  # 5 working days
    ReferralRequestFactory(found_on=long_ago, answered_on=long_ago + timedelta(days=21), **answered)  # 15: too late
    ReferralRequestFactory(found_on=long_ago)  # waits past its target
    ReferralRequestFactory()  # found today
    ReferralRequestFactory(found_on=long_ago, answer="withdrawn", answered_on=long_ago)

    said = signed_in(Role.MANAGER).get("/requests/answers.csv").content.decode()

    assert said.splitlines()[1] == "Kent Witness Care Unit,3,1,33.3,10.0,5,15,2"


def test_the_unit_says_that_somebody_already_referred_is_the_person(
    signed_in: SignIn, person: Callable[..., User]
) -> None:
    vao, wco = signed_in(Role.VAO), person(Role.WCO)
    request = ReferralRequestFactory(concerning="B Marchetti")
    referral = Referral.objects.create(
        reference="REF-1",
        submitted_by=wco,
        organisation=wco.organisation,
        received_at=NOW,
        received_on=TODAY,
        content={"sent": "by post"},
    )
    enrolment = EnrolmentFactory(case=request.case, referral=referral)

    assert enrolment.victim.full_name in vao.get(f"/requests/{request.reference}/").content.decode()
    vao.post(f"/requests/{request.reference}/is/{enrolment.reference}/")

    assert ReferralRequest.objects.get().referral == enrolment.referral


def test_asking_on_a_case_stands_in_the_list_and_on_its_timeline(signed_in: SignIn) -> None:
    vao = signed_in(Role.VAO)
    enrolment = EnrolmentFactory()
    case = enrolment.case.reference
    page = vao.get(f"/cases/{case}/ask/").context["form"]

    vao.post(
        f"/cases/{case}/ask/",
        {
            "offences": [enrolment.offence_id],
            "concerning": "Esme Quennell",
            "organisation": page.fields["organisation"].queryset.first().pk,
        },
    )

    assert ReferralRequest.objects.get().concerning == "Esme Quennell"
    assert "No referral of Esme Q.: found" in vao.get(f"/cases/{case}/timeline/").content.decode()
